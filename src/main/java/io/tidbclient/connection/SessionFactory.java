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
}
