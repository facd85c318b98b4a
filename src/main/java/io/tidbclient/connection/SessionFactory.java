package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;

/** Opens sessions. */
public interface SessionFactory {
    /**
     * Opens one connection, once, without a retry; blocks until it is logged in.
     *
     * @throws FailureException whatever went wrong, classified
     */
    Session open(ConnectionSettings settings);

    /**
     * An empty pool for {@code size} such connections.
     *
     * @param size at least 2
     */
    default SessionPool pool(ConnectionSettings settings, int size) {
        throw new UnsupportedOperationException("this factory has no pools");
    }

    /** Lets go of what is kept for the connection called {@code name}, once its session is closed for good. */
    default void forget(String name) {}
}
