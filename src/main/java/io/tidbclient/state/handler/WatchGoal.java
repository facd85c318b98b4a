package io.tidbclient.state.handler;

import io.tidbclient.importjob.WatchRound;

import java.util.Optional;

/** When a watch of import jobs has seen what it was for. */
@FunctionalInterface
public interface WatchGoal {
    /** All jobs that are followed have ended. */
    WatchGoal ALL_ENDED = round -> round.active() == 0 ? Optional.of("all import jobs have ended") : Optional.empty();

    /** One look is enough. */
    WatchGoal ONE_ROUND = round -> Optional.of("one look was asked for");

    /** Time alone ends it. */
    WatchGoal NONE = round -> Optional.empty();

    /**
     * Why the watch is over, or empty when it goes on.
     *
     * @param round the one that was just done
     */
    Optional<String> reached(WatchRound round);
}
