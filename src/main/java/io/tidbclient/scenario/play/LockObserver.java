package io.tidbclient.scenario.play;

import java.time.Duration;
import java.util.Set;

/** Sees who waits for whom. */
interface LockObserver {
    /** How long at least between two looks: sooner, the second would see no more than the first. */
    Duration apart();

    /**
     * All waits there are now, or were when somebody else looked just before.
     *
     * @param own the scenario's connections
     * @param changingSchema those of them whose statement under way changes the schema
     * @throws io.tidbclient.connection.FailureException when nobody can be asked just now
     */
    Look look(Set<Long> own, Set<Long> changingSchema);
}
