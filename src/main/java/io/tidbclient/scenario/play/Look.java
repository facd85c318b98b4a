package io.tidbclient.scenario.play;

import java.time.Instant;
import java.util.List;

/**
 * What was seen of who waits for whom.
 *
 * @param waits all there were
 * @param at when it was asked: of what began later it tells nothing
 * @param next from when on another look can see something else
 */
record Look(List<Wait> waits, Instant at, Instant next) {
    Look {
        waits = List.copyOf(waits);
    }
}
