package io.tidbclient.resilience;

/** Is told of the tries of one call that did not work out but are repeated. The last failure is the call's own. */
@FunctionalInterface
public interface AttemptListener {
    /** Nobody is interested. */
    AttemptListener NONE = (attempt, failure) -> {};

    /**
     * A try failed, and another will follow unless the host's breaker forbids it.
     *
     * @param attempt counts from 1
     * @param failure why
     */
    void failed(int attempt, Throwable failure);
}
