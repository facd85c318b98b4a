package io.tidbclient.output.imports;

import io.tidbclient.config.Target;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.PastImports;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchRound;
import io.tidbclient.importjob.WatchedJob;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A look at a server's jobs, as it was recorded.
 *
 * @param at by the clock of who recorded it
 * @param target the server
 * @param round what was seen
 */
public record Look(Instant at, Target target, WatchRound round) {
    private static final String EVENT = "look";

    /**
     * Reads a line of a record.
     *
     * @return empty for a line that tells something else, as the report at the end does
     * @throws IllegalArgumentException when the line is none of a record's
     */
    public static Optional<Look> parse(String line) {
        JsonTree json = JsonTree.parse(line);
        if (!json.string("event").equals(EVENT)) {
            return Optional.empty();
        }
        try {
            String target = json.string("target");
            int colon = target.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a look without its server");
            }
            String host = target.substring(0, colon);
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return Optional.of(new Look(
                    Instant.parse(json.string("at")),
                    new Target(
                            bracketed ? host.substring(1, host.length() - 1) : host,
                            Integer.parseInt(target.substring(colon + 1))),
                    new WatchRound(
                            (int) json.number("look").orElse(0),
                            json.objects("jobs").stream().map(Look::watched).toList(),
                            json.numbers("appeared"),
                            json.numbers("ended"),
                            Optional.of(new WatchRound.Moment(
                                    LocalDateTime.parse(json.string("serverNow")),
                                    json.number("nanos").orElse(0))))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a look without its time", e);
        }
    }

    private static WatchedJob watched(JsonTree json) {
        return new WatchedJob(
                job(json),
                duration(json, "elapsedMs"),
                json.decimal("rowsPerSecond"),
                json.flag("vanished"),
                json.object("past").flatMap(Look::past));
    }

    private static ImportJob job(JsonTree json) {
        String status = json.string("statusText");
        return new ImportJob(
                json.number("id").orElse(0),
                json.text("groupKey"),
                json.string("dataSource"),
                json.string("targetTable"),
                json.string("phase"),
                JobStatus.parse(status),
                status,
                json.string("sourceSize"),
                json.number("importedRows"),
                json.string("resultMessage"),
                time(json, "created"),
                time(json, "started"),
                time(json, "ended"),
                time(json, "updated"),
                json.string("createdBy"),
                json.object("step").map(Look::step),
                json.object("unknownColumns").map(JsonTree::texts).orElse(Map.of()));
    }

    private static StepProgress step(JsonTree json) {
        OptionalLong percent = json.number("percent");
        return new StepProgress(
                json.string("name"),
                json.string("processed"),
                json.string("total"),
                percent.isPresent() && percent.getAsLong() >= 0 && percent.getAsLong() <= 100
                        ? OptionalInt.of((int) percent.getAsLong())
                        : OptionalInt.empty(),
                json.string("speed"),
                json.string("eta"));
    }

    private static Optional<PastImports> past(JsonTree json) {
        int count = (int) json.number("imports").orElse(0);
        double rows = json.decimal("leastRowsPerByte").orElse(0);
        double seconds = json.decimal("leastSecondsPerByte").orElse(0);
        return count < 1 || !(rows > 0) || !(seconds > 0)
                ? Optional.empty()
                : Optional.of(new PastImports(
                        count,
                        json.decimal("rowsPerByte").orElse(rows),
                        rows,
                        json.decimal("mostRowsPerByte").orElse(rows),
                        json.decimal("secondsPerByte").orElse(seconds),
                        seconds,
                        json.decimal("mostSecondsPerByte").orElse(seconds)));
    }

    private static Optional<LocalDateTime> time(JsonTree json, String name) {
        return json.text(name).map(LocalDateTime::parse);
    }

    private static Optional<Duration> duration(JsonTree json, String name) {
        return json.decimal(name).isPresent()
                ? Optional.of(Duration.ofNanos((long) (json.decimal(name).getAsDouble() * 1e6)))
                : Optional.empty();
    }
}
