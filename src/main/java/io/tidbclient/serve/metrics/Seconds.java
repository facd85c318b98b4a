package io.tidbclient.serve.metrics;

import java.time.Duration;
import java.time.Instant;

/** Times in Prometheus' base unit. */
final class Seconds {
    private Seconds() {}

    static double of(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** Since 1970. */
    static double of(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
