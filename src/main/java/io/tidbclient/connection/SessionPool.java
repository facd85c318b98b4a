package io.tidbclient.connection;

/**
 * A pool of sessions with the same settings. Calls block: make them on a virtual thread. One call at a time, except for
 * {@link #close()}; after it, opening and borrowing throw {@link java.util.concurrent.CancellationException}.
 */
public interface SessionPool extends AutoCloseable {
    /** The number of connections to open until it is full. */
    int missing();

    /**
     * Opens one more connection, without a retry; blocks until it is logged in.
     *
     * @return the TLS that was negotiated
     * @throws FailureException whatever went wrong, classified
     */
    TlsInfo open();

    /**
     * Borrows the connection that has been idle longest, without validating it. Closing the session returns it; an aborted one
     * is dropped instead.
     *
     * @throws FailureException when none is idle
     */
    Session borrow();

    /** Closes all connections; the pool may be filled again. */
    void drain();

    /** Its counters so far; also available after {@link #close()}. */
    PoolStats stats();

    /** Closes all connections, also one that is being opened, which ends the calls that use them. */
    @Override
    void close();
}
