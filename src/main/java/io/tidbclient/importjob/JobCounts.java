package io.tidbclient.importjob;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many jobs there are, by what is known of them.
 *
 * @param byStatus of each status, as far as they are listed; those of no job are left out
 * @param vanished how many were seen and are not listed any more, though they had not ended
 */
public record JobCounts(Map<JobStatus, Integer> byStatus, int vanished) {
    /** Of no job. */
    public static final JobCounts NONE = new JobCounts(Map.of(), 0);

    public JobCounts {
        byStatus = Map.copyOf(byStatus);
    }

    /** Of one more, with this status. */
    JobCounts withOne(JobStatus status) {
        return plus(new JobCounts(Map.of(status, 1), 0));
    }

    /** Of as many more that vanished; of less when that is negative. */
    JobCounts withVanished(int more) {
        return new JobCounts(byStatus, vanished + more);
    }

    /** Of some jobs. */
    public static JobCounts of(Collection<WatchedJob> jobs) {
        Map<JobStatus, Integer> listed = new EnumMap<>(JobStatus.class);
        int vanished = 0;
        for (WatchedJob job : jobs) {
            if (job.vanished()) {
                vanished++;
            } else {
                listed.merge(job.job().status(), 1, Integer::sum);
            }
        }
        return new JobCounts(listed, vanished);
    }

    /** Of both. */
    public JobCounts plus(JobCounts other) {
        Map<JobStatus, Integer> sum = new EnumMap<>(JobStatus.class);
        sum.putAll(byStatus);
        other.byStatus.forEach((status, count) -> sum.merge(status, count, Integer::sum));
        return new JobCounts(sum, vanished + other.vanished);
    }

    /** How many are of this status. */
    public int count(JobStatus status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** How many there are in all. */
    public int total() {
        return vanished + byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether one failed, was cancelled, or vanished. */
    public boolean endedBadly() {
        return vanished > 0 || count(JobStatus.FAILED) > 0 || count(JobStatus.CANCELLED) > 0;
    }
}
