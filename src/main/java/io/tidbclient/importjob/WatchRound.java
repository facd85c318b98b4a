package io.tidbclient.importjob;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What one round of a watch found.
 *
 * @param number counts from 1
 * @param jobs every job that was active at some time during the watch, but for those told by {@code earlier}, in the order
 *     of ids
 * @param appeared ids seen active for the first time in this round
 * @param ended ids that ended, or vanished, since the round before
 * @param earlier jobs that were followed, have ended, and were put away to make room
 * @param moment when the list was read; empty where nobody asks for it
 */
public record WatchRound(
        int number,
        List<WatchedJob> jobs,
        List<Long> appeared,
        List<Long> ended,
        JobTally earlier,
        Optional<Moment> moment) {
    /**
     * When a list was read, by two clocks.
     *
     * @param serverNow by the server's, in its SYSTEM time zone
     * @param nanos by the local monotonic one
     */
    public record Moment(LocalDateTime serverNow, long nanos) {}

    /** A round of which the time does not matter, with all jobs that there were. */
    public WatchRound(int number, List<WatchedJob> jobs, List<Long> appeared, List<Long> ended) {
        this(number, jobs, appeared, ended, JobTally.NONE, Optional.empty());
    }

    public WatchRound {
        jobs = List.copyOf(jobs);
        appeared = List.copyOf(appeared);
        ended = List.copyOf(ended);
    }

    /** How many jobs are still active. */
    public long active() {
        return jobs.stream().filter(job -> !job.over()).count();
    }
}
