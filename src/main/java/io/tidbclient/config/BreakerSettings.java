package io.tidbclient.config;

import java.time.Duration;

/**
 * When a host's circuit breaker opens and closes, so that a thousand connections don't hammer a dead server.
 *
 * @param failures this many in a row within {@code window} open the breaker, at least 1
 * @param window failures further apart than this don't add up
 * @param openFor how long every try is refused before one is let through
 * @param successes this many in a row close it again, at least 1
 */
public record BreakerSettings(int failures, Duration window, Duration openFor, int successes) {
    /** For those who wait for a server to come up and must not be kept from trying. */
    public static final BreakerSettings NEVER_OPEN =
            new BreakerSettings(Integer.MAX_VALUE, Duration.ofDays(1), Duration.ofMillis(1), 1);

    /** The command line's: opens after 5 failures within 60 s, probes after 30 s, closes after 3 successes. */
    public static final BreakerSettings DEFAULT =
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    public BreakerSettings {
        if (failures < 1 || successes < 1) {
            throw new IllegalArgumentException("a breaker counts from 1");
        }
        if (!window.isPositive() || !openFor.isPositive()) {
            throw new IllegalArgumentException("a breaker's times must be longer than zero");
        }
    }
}
