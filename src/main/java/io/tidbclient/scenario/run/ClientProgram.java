package io.tidbclient.scenario.run;

import io.tidbclient.connection.Session;

/**
 * A workload that is a program instead of a script's statements. The scenario that it belongs to declares the sessions, the pace
 * and the length of the workload; its own statements are ignored. Calls block; those about different sessions are concurrent.
 */
public interface ClientProgram {
    /** How a transaction ended. */
    enum End {
        /** The server acknowledged the commit. */
        COMMITTED,
        /** It certainly has no effect. */
        ABORTED,
        /** The client cannot know. */
        UNKNOWN
    }

    /**
     * Called once, on a connection whose database is the scenario's, before any client begins.
     *
     * @throws io.tidbclient.connection.FailureException when the server refuses what it needs; the scenario cannot be run then
     */
    void prepare(Session admin);

    /**
     * Whether a session on another server of the cluster, whose database is the scenario's, sees all that {@link #prepare} made. No
     * client begins before.
     *
     * @throws io.tidbclient.connection.FailureException when the session fails; an error of the server counts as false, and is thrown after the time limit
     */
    boolean isVisible(Session other);

    /**
     * Runs one transaction of a client, and leaves the session ready for the next one.
     *
     * @throws io.tidbclient.connection.FailureException when the client cannot continue; the scenario ends then
     */
    End transaction(ProgramSession session);

    /** Whether this client begins no other transaction, whatever the pace says. */
    default boolean isExhausted(ProgramSession session) {
        return false;
    }

    /**
     * Called once for each server that has sessions, one after the other, after all clients have completed. Not called when the
     * scenario was stopped.
     *
     * @param session for the first server on the connection of {@link #prepare} or on another one like it
     * @param server the server's index, from 0
     */
    void conclude(Session session, int server);
}
