package io.tidbclient.importjob;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job as the watch sees it after a poll.
 *
 * @param job as last reported by the server
 * @param elapsed since it started, by the server's clock; empty while pending, and for one that ended unseen without an
 *     end time
 * @param rowsPerSecond between the last two polls that reported rows; empty when unknown
 * @param vanished the server no longer lists it, though it had not ended
 * @param history figures of earlier imports into the same table, if there were any
 * @param zone of the job's times, as its offset from UTC at the poll; empty when it is not known
 */
public record WatchedJob(
        ImportJob job,
        Optional<Duration> elapsed,
        OptionalDouble rowsPerSecond,
        boolean vanished,
        Optional<ImportHistory> history,
        Optional<ZoneOffset> zone) {
    /** One without a history, and with times in an unknown zone. */
    public WatchedJob(ImportJob job, Optional<Duration> elapsed, OptionalDouble rowsPerSecond, boolean vanished) {
        this(job, elapsed, rowsPerSecond, vanished, Optional.empty(), Optional.empty());
    }

    /** Whether there is nothing more to wait for. */
    public boolean over() {
        return vanished || job.status().ended();
    }
}
