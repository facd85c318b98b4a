package io.tidbclient.scenario.play;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What was seen of who waits for whom.
 *
 * @param waits all there were
 * @param unreadable views that could not be read, so that some may be missing
 * @param at when it was asked: of what began later it tells nothing
 * @param next from when on another look can see something else
 */
record Look(List<Wait> waits, Set<String> unreadable, Instant at, Instant next) {
    Look {
        waits = List.copyOf(waits);
        unreadable = Set.copyOf(unreadable);
    }

    /** The same, where the next one is worth something only from then on. */
    Look until(Instant then) {
        return new Look(waits, unreadable, at, then);
    }
}
