package io.tidbclient.resilience;

/** Receives the attempts of one call that failed and are repeated. The last failure is the call's own. */
@FunctionalInterface
public interface AttemptListener {
    /** Ignores them. */
    AttemptListener NONE = (attempt, failure) -> {};

    /**
     * A try failed, and another will follow unless the host's breaker forbids it.
     *
     * @param attempt counts from 1
     * @param failure why
     */
    void failed(int attempt, Throwable failure);
}
