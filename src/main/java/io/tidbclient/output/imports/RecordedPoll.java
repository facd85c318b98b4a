package io.tidbclient.output.imports;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.Poll;
import io.tidbclient.output.json.JobsJson;
import io.tidbclient.output.json.JobsReader;
import io.tidbclient.output.json.JsonIn;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A recorded poll of a server's jobs.
 *
 * @param at by the clock of who recorded it
 * @param target the server
 * @param poll what was seen
 */
public record RecordedPoll(Instant at, ServerAddress target, Poll poll) {
    /**
     * Reads a line of a record.
     *
     * @return empty for a line that contains something else, as the report at the end does
     * @throws ReportException when the line is none of a record's; the message is a clause
     */
    public static Optional<RecordedPoll> parse(String line) {
        JsonIn json = JsonIn.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        if (json.optionalText("event").filter(JobsJson.POLL::equals).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RecordedPoll(json.instant("at"), json.target("target"), JobsReader.poll(json)));
    }
}
