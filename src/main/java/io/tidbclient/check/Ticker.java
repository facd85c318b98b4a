package io.tidbclient.check;

import io.smallrye.mutiny.Multi;

import java.time.Duration;

/** Schedules the polls of a watch. */
public interface Ticker {
    /**
     * A tick every {@code interval}, the first one interval from now, until cancelled. Ticks without demand are lost.
     *
     * @param interval at least a second
     */
    Multi<Long> every(Duration interval);
}
