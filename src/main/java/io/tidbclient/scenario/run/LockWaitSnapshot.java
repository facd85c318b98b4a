package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Set;

/**
 * A snapshot of the server's lock waits.
 *
 * @param lockWaits all there were
 * @param unreadable views that could not be read, so that some may be missing
 * @param unseen those of the scenario's connections that may wait without being among {@code lockWaits}
 * @param at when it was asked, by the monotonic clock: it says nothing about what began later
 * @param next from when on, by the same clock, another poll can see something else
 */
record LockWaitSnapshot(List<LockWait> lockWaits, Set<String> unreadable, Set<Long> unseen, long at, long next) {
    LockWaitSnapshot {
        lockWaits = List.copyOf(lockWaits);
        unreadable = Set.copyOf(unreadable);
        unseen = Set.copyOf(unseen);
    }
}
