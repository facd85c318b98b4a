package io.tidbclient.scenario.run;

/** Reads the server's lock waits. */
interface LockWaitReader {
    /**
     * All current waits, or those of a poll by another scenario just before.
     *
     * @throws io.tidbclient.connection.FailureException when no server can be asked just now
     */
    LockWaitSnapshot snapshot(LockWaitQuery query);
}
