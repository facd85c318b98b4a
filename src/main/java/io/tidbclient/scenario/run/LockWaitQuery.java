package io.tidbclient.scenario.run;

import java.util.Map;
import java.util.Set;

/**
 * What a poll of the server's lock waits is about.
 *
 * @param own the scenario's connections
 * @param changingSchema those of them whose statement under way changes the schema
 * @param userLocks those of them whose statement under way takes a lock of GET_LOCK, with its name; empty when unknown
 */
record LockWaitQuery(Set<Long> own, Set<Long> changingSchema, Map<Long, String> userLocks) {
    LockWaitQuery {
        own = Set.copyOf(own);
        changingSchema = Set.copyOf(changingSchema);
        userLocks = Map.copyOf(userLocks);
    }
}
