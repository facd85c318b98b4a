package io.tidbclient.serve.history;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.importjob.run.JobSamples;
import io.tidbclient.output.json.EstimateReader;
import io.tidbclient.output.json.JobsJson;
import io.tidbclient.output.json.JobsReader;
import io.tidbclient.output.json.JsonIn;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.ReportedJob;
import io.tidbclient.output.json.SamplesJson;
import io.tidbclient.serve.status.JobView;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** An import job with its samples as JSON, with the field names of the command line's reports. */
final class JobText {
    private static final String SAMPLED_FROM = "sampledFrom";
    private static final String ENDED_AT = "endedAt";
    private static final String EVERY = "every";
    private static final String JOB = "job";

    private JobText() {}

    static String write(JobView job) {
        return JsonOut.line(json -> {
            json.text("target", job.line().target().toString());
            json.instant(SAMPLED_FROM, job.sampledFrom());
            json.instant(ENDED_AT, job.endedAt());
            json.number(EVERY, job.samples().every());
            json.object(
                    JOB,
                    () -> new JobsJson(json)
                            .job(ReportedJob.of(job.line().watched(), job.line().estimate())));
            new SamplesJson(json).samples(job.samples());
        });
    }

    /** @throws io.tidbclient.check.report.ReportException when it is no job */
    static JobView read(String text) {
        JsonIn json = JsonIn.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        JsonIn job = json.optionalObject(JOB).orElseThrow(() -> json.wrong(JOB, "is missing"));
        List<JobSample> samples = SamplesJson.read(json);
        if (samples.isEmpty()) {
            throw json.wrong("samples", "are missing");
        }
        int every = Math.max(1, json.integer(EVERY));
        return new JobView(
                new JobLine(json.target("target"), JobsReader.watched(job), EstimateReader.read(job)),
                json.instant(SAMPLED_FROM),
                new JobSamples(samples, samples.getLast(), (samples.size() - 1L) * every, every),
                json.optionalText(ENDED_AT).map(ended -> json.parsed(ENDED_AT, ended, Instant::parse)));
    }
}
