package io.tidbclient.importjob;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a watch keeps of one job between two polls.
 *
 * @param job as last listed, its times in the zone of the watch's first answer
 * @param vanished not listed any more, though it had not ended
 * @param overSince the server's time, in its SYSTEM zone, in the poll that saw it over, if an earlier one saw it
 *     active
 * @param history what the list that it was first in shows of earlier imports
 */
record FollowedJob(
        ImportJob job,
        boolean vanished,
        Optional<LocalDateTime> overSince,
        RowRate rate,
        Optional<ImportHistory> history) {

    /** A job listed for the first time. */
    static FollowedJob first(ImportJob job, Optional<ImportHistory> history, long nanos) {
        return new FollowedJob(job, false, Optional.empty(), RowRate.UNKNOWN.next(job.importedRows(), nanos), history);
    }

    /** The same job, listed again. */
    FollowedJob listed(ImportJob again, LocalDateTime serverNow, long nanos) {
        Optional<LocalDateTime> since = again.status().ended() ? overSince : Optional.empty();
        if (again.status().ended() && !over()) {
            since = Optional.of(serverNow);
        }
        return new FollowedJob(again, false, since, rate.next(again.importedRows(), nanos), history);
    }

    /** The same job, gone from the list while it was active. */
    FollowedJob gone(LocalDateTime serverNow) {
        return new FollowedJob(job, true, Optional.of(serverNow), rate, history);
    }

    boolean over() {
        return vanished || job.status().ended();
    }

    /**
     * The job for the user.
     *
     * @param serverNow in the SYSTEM zone
     * @param toSystem what to add to the job's times to have them in that zone
     * @param zone that zone's offset from UTC; empty when it, or {@code toSystem}, is not certain
     */
    WatchedJob view(LocalDateTime serverNow, Duration toSystem, Optional<ZoneOffset> zone) {
        ImportJob shown = job.later(toSystem);
        Optional<LocalDateTime> until = until(shown, serverNow);
        return new WatchedJob(
                shown,
                shown.started().flatMap(start -> until.flatMap(end -> between(start, end))),
                over() ? OptionalDouble.empty() : rate.perSecond(),
                vanished,
                history,
                zone);
    }

    private Optional<LocalDateTime> until(ImportJob shown, LocalDateTime serverNow) {
        if (!over()) {
            return Optional.of(serverNow);
        }
        return shown.status().ended() ? shown.ended().or(() -> overSince) : overSince;
    }

    /**
     * Two servers of a cluster write the two times, so a job just started can seem to start a little later than now;
     * one that starts much later has times in a zone that is not known yet.
     */
    private static Optional<Duration> between(LocalDateTime start, LocalDateTime end) {
        Duration elapsed = Duration.between(start, end);
        if (!elapsed.isNegative()) {
            return Optional.of(elapsed);
        }
        return elapsed.abs().compareTo(TimeZoneReconciler.SKEW) <= 0 ? Optional.of(Duration.ZERO) : Optional.empty();
    }
}
