package io.tidbclient.importjob;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many jobs there are, by what is known of them.
 *
 * @param byStatus of each status, as far as they are listed; those of no job are left out
 * @param vanished how many were seen and are not listed any more, though they had not ended
 * @param conflicted how many of the finished ones report conflicted rows
 * @param withoutRows how many of the finished ones imported no row of a source that is not empty
 */
public record JobCounts(Map<JobStatus, Integer> byStatus, int vanished, int conflicted, int withoutRows) {
    /** Of no job. */
    public static final JobCounts NONE = new JobCounts(Map.of(), 0);

    /** Of jobs without a {@link JobDoubt}. */
    public JobCounts(Map<JobStatus, Integer> byStatus, int vanished) {
        this(byStatus, vanished, 0, 0);
    }

    public JobCounts {
        byStatus = Map.copyOf(byStatus);
    }

    /** Of one more. */
    JobCounts withOne(ImportJob job) {
        Optional<JobDoubt> doubt = JobDoubt.of(job);
        boolean hasConflicts =
                doubt.filter(found -> found.conflicted().isPresent()).isPresent();
        boolean isEmpty = doubt.filter(JobDoubt::withoutRows).isPresent();
        return plus(new JobCounts(Map.of(job.status(), 1), 0, hasConflicts ? 1 : 0, isEmpty && !hasConflicts ? 1 : 0));
    }

    /** Of as many more that vanished; of less when that is negative. */
    JobCounts withVanished(int more) {
        return new JobCounts(byStatus, vanished + more, conflicted, withoutRows);
    }

    /** Of some jobs. */
    public static JobCounts of(Collection<WatchedJob> jobs) {
        JobCounts counts = NONE;
        for (WatchedJob job : jobs) {
            counts = job.vanished() ? counts.withVanished(1) : counts.withOne(job.job());
        }
        return counts;
    }

    /** Of both. */
    public JobCounts plus(JobCounts other) {
        Map<JobStatus, Integer> sum = new EnumMap<>(JobStatus.class);
        sum.putAll(byStatus);
        other.byStatus.forEach((status, count) -> sum.merge(status, count, Integer::sum));
        return new JobCounts(
                sum, vanished + other.vanished, conflicted + other.conflicted, withoutRows + other.withoutRows);
    }

    /** How many are of this status. */
    public int count(JobStatus status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** How many there are in all. */
    public int total() {
        return vanished + byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of the finished ones lack rows of their source. */
    public int incomplete() {
        return conflicted + withoutRows;
    }

    /** Whether one failed, was cancelled, or vanished. */
    public boolean endedBadly() {
        return vanished > 0 || count(JobStatus.FAILED) > 0 || count(JobStatus.CANCELLED) > 0;
    }
}
