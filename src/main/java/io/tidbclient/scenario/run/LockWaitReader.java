package io.tidbclient.scenario.run;

import java.util.Set;

/** Reads the server's lock waits. */
interface LockWaitReader {
    /**
     * All current waits, or those of a poll by another scenario just before.
     *
     * @param own the scenario's connections
     * @param changingSchema those of them whose statement under way changes the schema
     * @throws io.tidbclient.connection.FailureException when no server can be asked just now
     */
    LockWaitSnapshot snapshot(Set<Long> own, Set<Long> changingSchema);
}
