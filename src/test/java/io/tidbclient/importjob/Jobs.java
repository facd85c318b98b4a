package io.tidbclient.importjob;

import java.time.LocalDateTime;

/** Jobs for tests: created, changed and ended at seconds after {@link #NOON}. */
final class Jobs {
    static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0, 0);

    private Jobs() {}

    static LocalDateTime at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static ImportJob pending(long id, long created) {
        return JobBuilder.job(id).created(at(created)).build();
    }

    /** Created and started at once. */
    static ImportJob running(long id, long started, long rows) {
        return started(id, started)
                .status("running")
                .phase("importing")
                .rows(rows)
                .build();
    }

    static ImportJob finished(long id, long started, long ended, long rows) {
        return started(id, started)
                .status("finished")
                .rows(rows)
                .ended(at(ended))
                .build();
    }

    static ImportJob failed(long id, long started, long ended, String why) {
        return started(id, started)
                .status("failed")
                .phase("importing")
                .message(why)
                .ended(at(ended))
                .build();
    }

    /** Without an end time, as TiDB leaves it. */
    static ImportJob cancelled(long id, long started, String spelling) {
        return started(id, started)
                .status(spelling)
                .phase("importing")
                .message("cancelled by user")
                .build();
    }

    static ImportJob awaitingResolution(long id, long started) {
        return started(id, started)
                .status("awaiting-resolution")
                .phase("resolving-conflicts")
                .build();
    }

    private static JobBuilder started(long id, long seconds) {
        return JobBuilder.job(id).created(at(seconds)).started(at(seconds));
    }
}
