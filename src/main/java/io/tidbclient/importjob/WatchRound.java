package io.tidbclient.importjob;

import java.util.List;

/**
 * What one round of a watch found.
 *
 * @param number counts from 1
 * @param jobs every job that was active at some time during the watch, in the order of ids
 * @param appeared ids seen active for the first time in this round
 * @param ended ids that ended, or vanished, since the round before
 */
public record WatchRound(int number, List<WatchedJob> jobs, List<Long> appeared, List<Long> ended) {
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
