package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The estimates of all jobs of one server, from poll to poll. Not for use by two threads at once. */
public final class Estimates {
    private final Duration stallLimit;
    private final OptionalLong rowsExpected;
    private final Map<Long, JobEstimator> estimators = new HashMap<>();
    private final Map<Long, JobEstimate> latest = new HashMap<>();

    /**
     * @param stallLimit how long nothing may move before that is a stall
     * @param rowsExpected how many rows the user expects in each job; empty when not given
     */
    public Estimates(Duration stallLimit, OptionalLong rowsExpected) {
        this.stallLimit = stallLimit;
        this.rowsExpected = rowsExpected;
    }

    /** Takes in the next poll; one without a timestamp allows no estimate. */
    public void observe(Poll poll) {
        Set<Long> followed = poll.jobs().stream().map(job -> job.job().id()).collect(Collectors.toSet());
        poll.timestamp().ifPresent(timestamp -> poll.jobs().forEach(job -> observe(job, timestamp.nanos())));
        estimators.keySet().retainAll(followed);
        latest.keySet().retainAll(followed);
    }

    private void observe(WatchedJob job, long nanos) {
        JobEstimator estimator =
                estimators.computeIfAbsent(job.job().id(), key -> new JobEstimator(stallLimit, rowsExpected));
        latest.put(job.job().id(), estimator.observe(job, nanos));
    }

    /** What is known of a job by now. */
    public JobEstimate of(long id) {
        return latest.getOrDefault(id, JobEstimate.NOTHING);
    }
}
