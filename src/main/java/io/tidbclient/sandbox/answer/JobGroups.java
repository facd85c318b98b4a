package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.job.JobState;
import io.tidbclient.sandbox.job.JobValues;
import io.tidbclient.sandbox.job.JobView;
import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.ServerReply;
import io.tidbclient.sandbox.wire.WireColumn;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code SHOW IMPORT GROUPS}: jobs counted by group; those of no group are left out. */
final class JobGroups {
    private static final List<WireColumn> COLUMNS = List.of(
            new WireColumn("Group_Key", ColumnType.CHAR),
            number("Total_Jobs"),
            number("Pending"),
            number("Running"),
            number("Completed"),
            number("Failed"),
            number("Cancelled"),
            new WireColumn("First_Job_Create_Time", ColumnType.TIMESTAMP),
            new WireColumn("Last_Job_Update_Time", ColumnType.TIMESTAMP));

    private JobGroups() {}

    static ServerReply serverReply(List<JobView> jobs, Optional<String> key, ZoneId zone) {
        Map<String, List<JobView>> groups = jobs.stream()
                .filter(job -> job.job().group().isPresent())
                .filter(job -> key.isEmpty() || job.job().group().equals(key))
                .collect(Collectors.groupingBy(job -> job.job().group().orElse(""), TreeMap::new, Collectors.toList()));
        return new ServerReply.Rows(
                COLUMNS,
                groups.entrySet().stream()
                        .map(group -> row(group.getKey(), group.getValue(), zone))
                        .toList());
    }

    private static List<Optional<String>> row(String key, List<JobView> jobs, ZoneId zone) {
        Instant first = Collections.min(jobs.stream().map(JobView::created).toList());
        Instant last = Collections.max(jobs.stream().map(JobView::updated).toList());
        return List.of(
                Optional.of(key),
                Optional.of(String.valueOf(jobs.size())),
                count(jobs, JobState.PENDING),
                count(jobs, JobState.RUNNING),
                count(jobs, JobState.FINISHED),
                count(jobs, JobState.FAILED),
                count(jobs, JobState.CANCELLED),
                Optional.of(JobValues.TIME.format(first.atZone(zone))),
                Optional.of(JobValues.TIME.format(last.atZone(zone))));
    }

    private static Optional<String> count(List<JobView> jobs, JobState state) {
        return Optional.of(
                String.valueOf(jobs.stream().filter(job -> job.state() == state).count()));
    }

    private static WireColumn number(String name) {
        return new WireColumn(name, ColumnType.BIGINT);
    }
}
