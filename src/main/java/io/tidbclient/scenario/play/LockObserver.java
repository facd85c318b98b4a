package io.tidbclient.scenario.play;

import java.util.Set;

/** Sees who waits for whom. */
interface LockObserver {
    /**
     * All waits there are now, or were when somebody else looked just before.
     *
     * @param own the scenario's connections
     * @param changingSchema those of them whose statement under way changes the schema
     * @throws io.tidbclient.connection.FailureException when nobody can be asked just now
     */
    Look look(Set<Long> own, Set<Long> changingSchema);
}
