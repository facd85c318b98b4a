package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobValues;
import io.tidbclient.sandbox.job.JobView;
import io.tidbclient.sandbox.job.StartedJob;
import io.tidbclient.sandbox.sql.ShowJobsFilter;
import io.tidbclient.sandbox.sql.Statement;
import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.ServerReply;
import io.tidbclient.sandbox.wire.WireColumn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements about import jobs. Without SUPER a user sees its own jobs only, without notice. */
final class JobAnswers {
    private final Instance instance;
    private final SandboxSession session;

    JobAnswers(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
    }

    ServerReply list(ShowJobsFilter filter) throws StatementException {
        List<WireColumn> wireColumns = instance.layout().wireColumns();
        checkColumns(filter, wireColumns);
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (JobView job : visible()) {
            Map<String, Optional<String>> values = JobValues.of(job, session.zone());
            if (passes(values, filter)) {
                rows.add(row(values, wireColumns));
            }
        }
        return new ServerReply.Rows(wireColumns, rows);
    }

    ServerReply one(long id) throws StatementException {
        List<WireColumn> wireColumns = instance.layout().wireColumns();
        return new ServerReply.Rows(
                wireColumns, List.of(row(JobValues.of(permitted(id), session.zone()), wireColumns)));
    }

    ServerReply rawList() {
        return raw(visible());
    }

    ServerReply raw(long id) throws StatementException {
        return raw(List.of(permitted(id)));
    }

    ServerReply groups(Optional<String> key) {
        return JobGroups.serverReply(visible(), key, session.zone());
    }

    ServerReply start(Statement.ImportInto start) throws StatementException {
        if (!start.detached()) {
            throw new StatementException(ErrorCatalog.onlyDetached());
        }
        String database = start.database()
                .or(session::database)
                .orElseThrow(() -> new StatementException(ErrorCatalog.noDatabase()));
        long id = instance.jobs()
                .start(next -> StartedJob.of(
                        next,
                        database,
                        start.table(),
                        session.user().account(),
                        instance.layout() == JobLayout.COLUMNS_21 ? start.group() : Optional.empty(),
                        start.source()));
        return one(id);
    }

    ServerReply cancel(long id) throws StatementException {
        permitted(id);
        if (!instance.jobs().cancel(id)) {
            throw new StatementException(ErrorCatalog.wrongJobState());
        }
        return new ServerReply.Ok(0);
    }

    private ServerReply raw(List<JobView> jobs) {
        List<WireColumn> wireColumns = List.of(
                new WireColumn("Job_ID", ColumnType.BIGINT),
                new WireColumn("Group_Key", ColumnType.CHAR),
                new WireColumn("Raw_Stats", ColumnType.CHAR));
        return new ServerReply.Rows(
                wireColumns,
                jobs.stream()
                        .map(job -> List.of(
                                Optional.of(String.valueOf(job.job().id())),
                                job.job().group(),
                                Optional.of(rawStats(job))))
                        .toList());
    }

    /** Numbers and known words only, so that nothing needs escaping. */
    private static String rawStats(JobView job) {
        String rows = job.importedRows().isPresent()
                ? String.valueOf(job.importedRows().getAsLong())
                : "null";
        return "{\"id\": " + job.job().id() + ", \"status\": \"" + job.state().word() + "\", \"phase\": \""
                + job.phase() + "\", \"source_file_size\": " + job.job().data().bytes() + ", \"imported_rows\": "
                + rows + "}";
    }

    private List<JobView> visible() {
        return instance.jobs().now().stream().filter(this::mine).toList();
    }

    private JobView permitted(long id) throws StatementException {
        JobView job = instance.jobs().now().stream()
                .filter(view -> view.job().id() == id)
                .findFirst()
                .orElseThrow(() -> new StatementException(ErrorCatalog.unknownJob(id)));
        if (!mine(job)) {
            throw new StatementException(ErrorCatalog.superNeeded());
        }
        return job;
    }

    private boolean mine(JobView job) {
        return session.user().isSuper()
                || job.job().owner().equals(session.user().account());
    }

    private static void checkColumns(ShowJobsFilter filter, List<WireColumn> wireColumns) throws StatementException {
        for (List<ShowJobsFilter.Condition> conditions : filter.alternatives()) {
            for (ShowJobsFilter.Condition condition : conditions) {
                if (wireColumns.stream()
                        .noneMatch(wireColumn -> wireColumn.name().equalsIgnoreCase(condition.column()))) {
                    throw new StatementException(ErrorCatalog.unknownColumn(condition.column(), "where clause"));
                }
            }
        }
    }

    private static boolean passes(Map<String, Optional<String>> values, ShowJobsFilter filter) {
        return filter.alternatives().isEmpty()
                || filter.alternatives().stream()
                        .anyMatch(conditions -> conditions.stream().allMatch(condition -> holds(values, condition)));
    }

    /** NULL is neither equal nor unequal to anything. */
    private static boolean holds(Map<String, Optional<String>> values, ShowJobsFilter.Condition condition) {
        return values.getOrDefault(condition.column(), Optional.empty())
                .filter(value -> condition.values().contains(value) != condition.negated())
                .isPresent();
    }

    private static List<Optional<String>> row(Map<String, Optional<String>> values, List<WireColumn> wireColumns) {
        return wireColumns.stream()
                .map(wireColumn -> values.getOrDefault(wireColumn.name(), Optional.empty()))
                .toList();
    }
}
