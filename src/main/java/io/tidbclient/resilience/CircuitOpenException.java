package io.tidbclient.resilience;

import io.tidbclient.config.ServerAddress;

import java.time.Duration;

/** A host was not tried, since it failed too often just before. */
public final class CircuitOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServerAddress host;
    private final Duration nextTryIn;

    /**
     * @param host the host whose circuit breaker is open
     * @param nextTryIn until a try is let through; zero when one is under way
     * @param lastFailure what it failed with; {@code null} when unknown
     */
    public CircuitOpenException(ServerAddress host, Duration nextTryIn, Throwable lastFailure) {
        // No stack trace: a thousand connections to a dead host make a thousand of these.
        super("circuit breaker open for " + host + ", next probe in " + nextTryIn, lastFailure, false, false);
        this.host = host;
        this.nextTryIn = nextTryIn;
    }

    /** The host whose circuit breaker is open. */
    public ServerAddress host() {
        return host;
    }

    /** Until a try is let through; zero when one is under way. */
    public Duration nextTryIn() {
        return nextTryIn;
    }
}
