package io.tidbclient.cli.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.WatchRound;
import io.tidbclient.state.handler.WatchGoal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which jobs a command follows.
 *
 * @param ids these, whether they have ended or not; when there are none, those that the filter names
 * @param filter what the others must be like
 * @param oldest how long ago they were created at most, by the server's clock, if that matters
 * @param endedToo whether jobs that have ended before are meant, too
 */
record Selection(Set<Long> ids, Predicate<ImportJob> filter, Optional<Duration> oldest, boolean endedToo) {
    static Selection of(Set<Long> ids, JobFilter filter) {
        return new Selection(ids, filter.rows(), filter.oldest(), filter.byGroup());
    }

    JobInterest interest() {
        return ids.isEmpty()
                ? (job, active, age) -> (active || endedToo) && filter.test(job) && youngEnough(age)
                : (job, active, age) -> ids.contains(job.id());
    }

    private boolean youngEnough(Optional<Duration> age) {
        return oldest.isEmpty()
                || age.filter(known -> known.compareTo(oldest.get()) <= 0).isPresent();
    }

    /** All of them have ended, or one that was named is not listed. */
    WatchGoal allEnded() {
        return round -> missing(round) ? Optional.of("not all jobs are listed") : WatchGoal.ALL_ENDED.reached(round);
    }

    private boolean missing(WatchRound round) {
        return round.number() == 1 && round.jobs().size() < ids.size();
    }
}
