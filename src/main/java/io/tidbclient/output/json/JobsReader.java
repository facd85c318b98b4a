package io.tidbclient.output.json;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what {@link JobsJson} wrote. */
public final class JobsReader {
    private JobsReader() {}

    static ServerJobs server(JsonIn json) {
        List<JsonIn> jobs = json.objects("jobs");
        Optional<JsonIn> watch = json.optionalObject("watch");
        return new ServerJobs(
                json.target("target"),
                answer(json, jobs),
                watch.map(reported -> new Poll(
                        reported.integer("rounds"),
                        jobs.stream()
                                .filter(job -> job.flag("watched"))
                                .map(JobsReader::watched)
                                .toList(),
                        List.of(),
                        List.of())),
                watch.flatMap(reported -> reported.optionalText("ended")));
    }

    private static JobsAnswer answer(JsonIn json, List<JsonIn> jobs) {
        return json.flag("supported")
                ? new JobsAnswer.Listed(jobs.stream().map(JobsReader::job).toList(), json.flag("onlyOwn"))
                : new JobsAnswer.Unsupported(json.text("whyNot"));
    }

    /** A job that is being followed. */
    public static WatchedJob watched(JsonIn json) {
        Optional<BigDecimal> rate = json.decimal("rowsPerSecond");
        return new WatchedJob(
                job(json),
                json.millis("elapsedMs"),
                rate.isPresent() ? OptionalDouble.of(rate.get().doubleValue()) : OptionalDouble.empty(),
                json.flag("vanished"));
    }

    private static ImportJob job(JsonIn json) {
        return new ImportJob(
                json.optionalNumber("id").orElseThrow(() -> json.wrong("id", "is missing")),
                json.optionalText("groupKey"),
                json.text("dataSource"),
                json.text("targetTable"),
                json.textOrEmpty("phase"),
                JobStatus.parse(json.text("status")),
                json.text("statusText"),
                json.textOrEmpty("sourceSize"),
                json.optionalNumber("importedRows"),
                json.textOrEmpty("resultMessage"),
                json.local("created"),
                json.local("started"),
                json.local("ended"),
                json.local("updated"),
                json.text("createdBy"),
                json.optionalObject("step").map(JobsReader::step),
                json.optionalObject("unknownColumns").map(JsonIn::texts).orElse(Map.of()));
    }

    private static StepProgress step(JsonIn json) {
        return new StepProgress(
                json.textOrEmpty("name"),
                json.textOrEmpty("processed"),
                json.textOrEmpty("total"),
                json.optionalInteger("percent"),
                json.textOrEmpty("speed"),
                json.textOrEmpty("eta"));
    }
}
