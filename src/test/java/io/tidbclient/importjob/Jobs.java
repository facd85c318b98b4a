package io.tidbclient.importjob;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs for tests: created, changed and ended at seconds after {@link #NOON}. */
final class Jobs {
    static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0, 0);

    private Jobs() {}

    static LocalDateTime at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static ImportJob pending(long id, long created) {
        return job(id, "pending", "", OptionalLong.empty(), "", created, Optional.empty(), Optional.empty());
    }

    /** Created and started at once. */
    static ImportJob running(long id, long started, long rows) {
        return job(
                id,
                "running",
                "importing",
                OptionalLong.of(rows),
                "",
                started,
                Optional.of(at(started)),
                Optional.empty());
    }

    static ImportJob finished(long id, long started, long ended, long rows) {
        return job(
                id,
                "finished",
                "",
                OptionalLong.of(rows),
                "",
                started,
                Optional.of(at(started)),
                Optional.of(at(ended)));
    }

    static ImportJob failed(long id, long started, long ended, String why) {
        return job(
                id,
                "failed",
                "importing",
                OptionalLong.empty(),
                why,
                started,
                Optional.of(at(started)),
                Optional.of(at(ended)));
    }

    /** Without an end time, as TiDB leaves it. */
    static ImportJob cancelled(long id, long started, String spelling) {
        return job(
                id,
                spelling,
                "importing",
                OptionalLong.empty(),
                "cancelled by user",
                started,
                Optional.of(at(started)),
                Optional.empty());
    }

    static ImportJob awaitingResolution(long id, long started) {
        return job(
                id,
                "awaiting-resolution",
                "resolving-conflicts",
                OptionalLong.empty(),
                "",
                started,
                Optional.of(at(started)),
                Optional.empty());
    }

    static ImportJob job(
            long id,
            String status,
            String phase,
            OptionalLong rows,
            String message,
            long created,
            Optional<LocalDateTime> started,
            Optional<LocalDateTime> ended) {
        return new ImportJob(
                id,
                Optional.empty(),
                "/data/t.csv",
                "`d`.`t`",
                phase,
                JobStatus.parse(status),
                status,
                "1MiB",
                rows,
                message,
                Optional.of(at(created)),
                started,
                ended,
                Optional.empty(),
                "root@%",
                Optional.empty(),
                Map.of());
    }
}
