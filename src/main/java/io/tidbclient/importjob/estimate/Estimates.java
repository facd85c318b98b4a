package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.Poll;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

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

    /** Takes in the next poll, which must have a timestamp. */
    public void observe(Poll poll) {
        Set<Long> followed = new HashSet<>();
        long nanos = poll.timestamp().orElseThrow().nanos();
        poll.jobs().forEach(job -> {
            long id = job.job().id();
            followed.add(id);
            latest.put(
                    id,
                    estimators
                            .computeIfAbsent(id, key -> new JobEstimator(stallLimit, rowsExpected))
                            .observe(job, nanos));
        });
        estimators.keySet().retainAll(followed);
        latest.keySet().retainAll(followed);
    }

    /** What is known of a job by now. */
    public JobEstimate of(long id) {
        return latest.getOrDefault(id, JobEstimate.NOTHING);
    }
}
