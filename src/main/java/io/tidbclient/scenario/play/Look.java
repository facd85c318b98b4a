package io.tidbclient.scenario.play;

import java.time.Instant;
import java.util.List;

/**
 * What was seen of who waits for whom.
 *
 * @param waits all there were
 * @param at when it was asked: of what began later it tells nothing
 */
record Look(List<Wait> waits, Instant at) {
    Look {
        waits = List.copyOf(waits);
    }
}
