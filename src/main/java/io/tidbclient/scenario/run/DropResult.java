package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of dropping leftovers. That at which the connection failed, and those after it, are in neither list.
 *
 * @param dropped those that were dropped, in order
 * @param kept those that were not, each with the reason
 * @param interruption ended the drops; empty when the connection did not fail
 */
public record DropResult(List<Leftover> dropped, Map<Leftover, String> kept, Optional<Interruption> interruption) {
    /**
     * A failure of the connection.
     *
     * @param at the leftover whose drop was not answered: it may have been dropped
     * @param failure of the connection
     */
    public record Interruption(Leftover at, Failure failure) {}

    public DropResult {
        dropped = List.copyOf(dropped);
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }
}
