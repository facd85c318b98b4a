package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs that share a group key, added up. The server's own {@code SHOW IMPORT GROUPS} has neither rows nor filters.
 *
 * @param key what they were begun with ({@code WITH GROUP_KEY}); never empty
 * @param jobs how many there are of each status; those of no job are left out
 * @param rows how many rows are imported in all, as far as the server tells
 * @param created when the first one was created, in the zone of the session
 * @param changed when one was last created, started, at work or over, as far as the server tells
 */
record JobGroup(
        String key,
        Map<JobStatus, Integer> jobs,
        long rows,
        Optional<LocalDateTime> created,
        Optional<LocalDateTime> changed) {
    /** Groups with jobs that have not ended first, then those that changed last. */
    private static final Comparator<JobGroup> ORDER = Comparator.comparing(JobGroup::over)
            .thenComparing(group -> group.changed.orElse(LocalDateTime.MIN), Comparator.reverseOrder())
            .thenComparing(JobGroup::key);

    JobGroup {
        jobs = Map.copyOf(jobs);
    }

    /** The groups of these jobs. Jobs without a key belong to none. */
    static List<JobGroup> of(List<JobLine> lines) {
        Map<String, List<ImportJob>> byKey = new TreeMap<>();
        for (JobLine line : lines) {
            line.job()
                    .groupKey()
                    .ifPresent(key ->
                            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(line.job()));
        }
        return byKey.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static JobGroup of(String key, List<ImportJob> members) {
        Map<JobStatus, Integer> jobs = new EnumMap<>(JobStatus.class);
        members.forEach(job -> jobs.merge(job.status(), 1, Integer::sum));
        return new JobGroup(
                key,
                jobs,
                members.stream().mapToLong(job -> job.importedRows().orElse(0)).sum(),
                members.stream().flatMap(job -> job.created().stream()).min(Comparator.naturalOrder()),
                members.stream()
                        .flatMap(job -> List.of(job.created(), job.started(), job.updated(), job.ended()).stream())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    /** How many jobs are of a status. */
    int count(JobStatus status) {
        return jobs.getOrDefault(status, 0);
    }

    /** How many jobs there are. */
    int total() {
        return jobs.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether all have ended. */
    boolean over() {
        return jobs.keySet().stream().allMatch(JobStatus::ended);
    }
}
