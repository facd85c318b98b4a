package io.tidbclient.importjob.run;

import io.tidbclient.check.WatchGoal;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.Poll;

import java.util.Optional;
import java.util.Set;

/**
 * Which jobs a command follows.
 *
 * @param ids these, whether they have ended or not; when there are none, those that the filter names
 * @param filter what the others must be like
 * @param endedToo whether jobs that have ended before are meant, too
 */
public record JobSelection(Set<Long> ids, JobInterest filter, boolean endedToo) {
    /** Whether a job is one of them. */
    public JobInterest interest() {
        return ids.isEmpty()
                ? (job, active, age) -> (active || endedToo) && filter.follows(job, active, age)
                : (job, active, age) -> ids.contains(job.id());
    }

    /** All of them have ended, or one that was named is not listed. */
    public WatchGoal allEnded() {
        return poll -> missing(poll) ? Optional.of("not all jobs are listed") : WatchGoal.ALL_ENDED.reached(poll);
    }

    private boolean missing(Poll poll) {
        return poll.number() == 1 && poll.jobs().size() < ids.size();
    }
}
