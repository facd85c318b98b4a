package io.tidbclient.scenario.play;

import java.util.Set;

/**
 * A connection that waits, as the server tells it.
 *
 * @param waiter its id
 * @param holders the ids of those it waits for; empty when the server does not tell
 * @param certain whether the server named the holders; otherwise they are all that it can be
 * @param seenIn the view it was seen in
 */
record Wait(long waiter, Set<Long> holders, boolean certain, String seenIn) {
    Wait {
        holders = Set.copyOf(holders);
    }
}
