package io.tidbclient.importjob;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

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
        return plus(of(List.of(new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), false))));
    }

    /** Of as many more that vanished; of less when that is negative. */
    JobCounts withVanished(int more) {
        return new JobCounts(byStatus, vanished + more, conflicted, withoutRows);
    }

    /** Of some jobs. */
    public static JobCounts of(Collection<WatchedJob> jobs) {
        Map<JobStatus, Integer> listed = new EnumMap<>(JobStatus.class);
        int vanished = 0;
        int conflicted = 0;
        int withoutRows = 0;
        for (WatchedJob job : jobs) {
            if (job.vanished()) {
                vanished++;
                continue;
            }
            listed.merge(job.job().status(), 1, Integer::sum);
            Optional<JobDoubt> doubt = JobDoubt.of(job.job());
            if (doubt.isPresent() && doubt.get().conflicted().isPresent()) {
                conflicted++;
            } else if (doubt.isPresent() && doubt.get().withoutRows()) {
                withoutRows++;
            }
        }
        return new JobCounts(listed, vanished, conflicted, withoutRows);
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
