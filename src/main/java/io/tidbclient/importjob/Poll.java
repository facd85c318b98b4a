package io.tidbclient.importjob;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The result of one poll of a server's import jobs.
 *
 * @param number counts from 1
 * @param jobs every job that was active at some time during the watch, except for those counted in {@code earlier}, in
 *     the order of ids
 * @param appeared ids seen active for the first time in this poll
 * @param ended ids that ended, or vanished, since the poll before
 * @param earlier jobs that were followed, have ended, and were evicted to make room
 * @param timestamp when the list was read; empty where it is not needed
 * @param listed how many jobs the server listed, whether they are followed or not
 */
public record Poll(
        int number,
        List<WatchedJob> jobs,
        List<Long> appeared,
        List<Long> ended,
        JobCounts earlier,
        Optional<Timestamp> timestamp,
        int listed) {
    /**
     * The time of a poll, on two clocks.
     *
     * @param serverNow by the server's, in its SYSTEM time zone
     * @param nanos by the local monotonic one
     */
    public record Timestamp(LocalDateTime serverNow, long nanos) {}

    /** A poll of which the time does not matter, with all jobs that there were. */
    public Poll(int number, List<WatchedJob> jobs, List<Long> appeared, List<Long> ended) {
        this(number, jobs, appeared, ended, JobCounts.NONE, Optional.empty(), jobs.size());
    }

    public Poll {
        jobs = List.copyOf(jobs);
        appeared = List.copyOf(appeared);
        ended = List.copyOf(ended);
    }

    /** How many jobs are still active. */
    public long active() {
        return jobs.stream().filter(job -> !job.over()).count();
    }
}
