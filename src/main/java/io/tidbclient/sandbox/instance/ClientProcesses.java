package io.tidbclient.sandbox.instance;

import java.util.List;

/** The connections of a server, as one of them sees them. */
public interface ClientProcesses {
    /** Those that are logged in, by id. */
    List<ClientProcess> list();

    /**
     * Ends a connection.
     *
     * @return whether there was one
     */
    boolean kill(long id);
}
