package io.tidbclient.output.imports;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.json.JobsReader;
import io.tidbclient.output.json.JsonIn;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded poll of a server's jobs.
 *
 * @param at by the clock of who recorded it
 * @param target the server
 * @param poll what was seen
 */
public record RecordedPoll(Instant at, ServerAddress target, Poll poll) {
    private static final String EVENT = "look";

    /**
     * Reads a line of a record.
     *
     * @return empty for a line that contains something else, as the report at the end does
     * @throws ReportException when the line is none of a record's; the message is a clause
     */
    public static Optional<RecordedPoll> parse(String line) {
        JsonIn json = JsonIn.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        if (json.optionalText("event").filter(EVENT::equals).isEmpty()) {
            return Optional.empty();
        }
        Poll.Timestamp timestamp = new Poll.Timestamp(
                json.local("serverNow").orElseThrow(() -> json.wrong("serverNow", "is missing")),
                json.optionalNumber("nanos").orElseThrow(() -> json.wrong("nanos", "is missing")));
        return Optional.of(new RecordedPoll(
                json.instant("at"),
                json.target("target"),
                new Poll(
                        json.integer("look"),
                        json.objects("jobs").stream().map(RecordedPoll::watched).toList(),
                        json.longs("appeared"),
                        json.longs("ended"),
                        json.optionalObject("earlier").map(RecordedPoll::counts).orElse(JobCounts.NONE),
                        Optional.of(timestamp))));
    }

    private static JobCounts counts(JsonIn json) {
        JsonIn reported = json.optionalObject("byStatus").orElseThrow(() -> json.wrong("byStatus", "is missing"));
        Map<JobStatus, Integer> byStatus = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            int count = reported.integer(KnownJob.label(status));
            if (count > 0) {
                byStatus.put(status, count);
            }
        }
        return new JobCounts(byStatus, json.integer("vanished"));
    }

    private static WatchedJob watched(JsonIn json) {
        WatchedJob job = JobsReader.watched(json);
        return new WatchedJob(
                job.job(),
                job.elapsed(),
                job.rowsPerSecond(),
                job.vanished(),
                json.optionalObject("past").map(RecordedPoll::history));
    }

    private static ImportHistory history(JsonIn json) {
        return json.parsed(
                "imports",
                json.integer("imports"),
                count -> new ImportHistory(
                        count,
                        positive(json, "rowsPerByte"),
                        positive(json, "leastRowsPerByte"),
                        positive(json, "mostRowsPerByte"),
                        positive(json, "secondsPerByte"),
                        positive(json, "leastSecondsPerByte"),
                        positive(json, "mostSecondsPerByte")));
    }

    private static double positive(JsonIn json, String name) {
        return json.decimal(name)
                .map(BigDecimal::doubleValue)
                .filter(value -> value > 0)
                .orElseThrow(() -> json.wrong(name, "is not a number above zero"));
    }
}
