package io.tidbclient.scenario.run;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A snapshot of the server's lock waits.
 *
 * @param lockWaits all there were
 * @param unreadable views that could not be read, so that some may be missing
 * @param at when it was asked: it says nothing about what began later
 * @param next from when on another poll can see something else
 */
record LockWaitSnapshot(List<LockWait> lockWaits, Set<String> unreadable, Instant at, Instant next) {
    LockWaitSnapshot {
        lockWaits = List.copyOf(lockWaits);
        unreadable = Set.copyOf(unreadable);
    }

    /** The same, where the next one is worth something only from then on. */
    LockWaitSnapshot until(Instant then) {
        return new LockWaitSnapshot(lockWaits, unreadable, at, then);
    }
}
