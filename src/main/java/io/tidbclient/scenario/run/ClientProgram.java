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
     * Runs one transaction of a client, and leaves the session ready for the next one.
     *
     * @throws io.tidbclient.connection.FailureException when the client cannot continue; the scenario ends then
     */
    End transaction(ProgramSession session);

    /** Whether no client begins another transaction, whatever the pace says. */
    default boolean isExhausted() {
        return false;
    }

    /**
     * Called once after all clients have completed, on the connection of {@link #prepare} or on another one like it. Not called
     * when the scenario was stopped.
     */
    void conclude(Session admin);
}
