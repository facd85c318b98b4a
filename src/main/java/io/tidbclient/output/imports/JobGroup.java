package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobLine;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs that share a group key, added up. The server's own {@code SHOW IMPORT GROUPS} has neither rows nor filters.
 *
 * @param key what they were begun with ({@code WITH GROUP_KEY}); never empty
 * @param jobs how many there are; of those that vanished it is unknown whether they are active
 * @param rows how many rows are imported in all, as far as the server reports
 * @param created when the first one was created, in the zone of the session
 * @param changed when one was last created, started, at work or over, as far as the server reports
 */
record JobGroup(
        String key, JobCounts jobs, long rows, Optional<LocalDateTime> created, Optional<LocalDateTime> changed) {
    /** Groups with jobs that have not ended first, then those that changed last. */
    private static final Comparator<JobGroup> ORDER = Comparator.comparing(JobGroup::over)
            .thenComparing(group -> group.changed.orElse(LocalDateTime.MIN), Comparator.reverseOrder())
            .thenComparing(JobGroup::key);

    /** The groups of these jobs. Jobs without a key belong to none. */
    static List<JobGroup> of(List<JobLine> lines) {
        Map<String, List<WatchedJob>> byKey = new TreeMap<>();
        for (JobLine line : lines) {
            line.job()
                    .groupKey()
                    .ifPresent(key ->
                            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(line.watched()));
        }
        return byKey.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static JobGroup of(String key, List<WatchedJob> members) {
        List<ImportJob> jobs = members.stream().map(WatchedJob::job).toList();
        return new JobGroup(
                key,
                JobCounts.of(members),
                jobs.stream().mapToLong(job -> job.importedRows().orElse(0)).sum(),
                jobs.stream().flatMap(job -> job.created().stream()).min(Comparator.naturalOrder()),
                jobs.stream()
                        .flatMap(job -> List.of(job.created(), job.started(), job.updated(), job.ended()).stream())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    /** How many jobs are listed with a status. */
    int count(JobStatus status) {
        return jobs.count(status);
    }

    /** How many jobs were seen and are not listed any more. */
    int vanished() {
        return jobs.vanished();
    }

    /** How many jobs there are. */
    int total() {
        return jobs.total();
    }

    /** Whether none is at work, as far as anybody knows. */
    boolean over() {
        return jobs.byStatus().keySet().stream().allMatch(JobStatus::ended);
    }
}
