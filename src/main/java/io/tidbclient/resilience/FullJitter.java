package io.tidbclient.resilience;

import io.tidbclient.config.RetrySettings;

import java.util.random.RandomGenerator;

/**
 * The waits of one call: before each further try, a time drawn evenly between zero and a bound that doubles. Drawing
 * from zero spreads a thousand callers that failed at the same moment better than a jitter added to a fixed wait.
 */
public final class FullJitter {
    private final long maxMillis;
    private final RandomGenerator random;
    private long boundMillis;

    /** The waits of one call with these settings. */
    public FullJitter(RetrySettings settings, RandomGenerator random) {
        this.boundMillis = settings.firstDelay().toMillis();
        this.maxMillis = settings.maxDelay().toMillis();
        this.random = random;
    }

    /** The next one, in milliseconds. */
    public long nextDelayInMillis() {
        long bound = Math.min(boundMillis, maxMillis);
        boundMillis = bound > maxMillis / 2 ? maxMillis : bound * 2;
        return random.nextLong(bound + 1);
    }
}
