package io.tidbclient.check;

import io.tidbclient.importjob.Poll;

import java.util.Optional;

/** Decides when a watch of import jobs has reached its goal. */
@FunctionalInterface
public interface WatchGoal {
    /** All jobs that are followed have ended. */
    WatchGoal ALL_ENDED = poll -> poll.active() == 0 ? Optional.of("all import jobs have ended") : Optional.empty();

    /** One poll is enough. */
    WatchGoal ONE_POLL = poll -> Optional.of("a single poll was requested");

    /** Time alone ends it. */
    WatchGoal NONE = poll -> Optional.empty();

    /**
     * Why the watch has ended, or empty when it continues.
     *
     * @param poll the one that was just done
     */
    Optional<String> reached(Poll poll);
}
