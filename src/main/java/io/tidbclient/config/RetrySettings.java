package io.tidbclient.config;

import java.time.Duration;

/**
 * How connecting and reading are retried.
 *
 * @param attempts tries in all, at least 1 (1 means no retry)
 * @param firstDelay the longest wait before the second try; doubles with each further one
 * @param maxDelay where the doubling ends
 */
public record RetrySettings(int attempts, Duration firstDelay, Duration maxDelay) {
    /** No second try. */
    public static final RetrySettings ONCE = new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1));

    /** The command line's: 3 attempts, with delays from 100 ms up to 30 s. */
    public static final RetrySettings DEFAULT = new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(30));

    public RetrySettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt is needed");
        }
        if (!firstDelay.isPositive() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("the first delay must be positive and no longer than the longest");
        }
    }
}
