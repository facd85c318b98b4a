package io.tidbclient.importjob;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job as the watch sees it after a round.
 *
 * @param job as the server last told it
 * @param elapsed since it started, by the server's clock; empty while pending, and for one that ended unseen without an end time
 * @param rowsPerSecond between the last two rounds that told rows; empty when unknown
 * @param vanished the server no longer lists it, though it had not ended
 */
public record WatchedJob(ImportJob job, Optional<Duration> elapsed, OptionalDouble rowsPerSecond, boolean vanished) {
    /** Whether there is nothing more to wait for. */
    public boolean over() {
        return vanished || job.status().ended();
    }
}
