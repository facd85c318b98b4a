package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.Session;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobValues;
import io.tidbclient.sandbox.job.JobView;
import io.tidbclient.sandbox.job.StartedJob;
import io.tidbclient.sandbox.sql.JobFilter;
import io.tidbclient.sandbox.sql.Statement;
import io.tidbclient.sandbox.wire.Column;
import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements about import jobs. Without SUPER a user sees its own jobs only, and is not told so. */
final class JobAnswers {
    private final Instance instance;
    private final Session session;

    JobAnswers(Instance instance, Session session) {
        this.instance = instance;
        this.session = session;
    }

    Reply list(JobFilter filter) throws StatementException {
        List<Column> columns = instance.layout().columns();
        checkColumns(filter, columns);
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (JobView job : visible()) {
            Map<String, Optional<String>> values = JobValues.of(job, session.zone());
            if (passes(values, filter)) {
                rows.add(row(values, columns));
            }
        }
        return new Reply.Rows(columns, rows);
    }

    Reply one(long id) throws StatementException {
        List<Column> columns = instance.layout().columns();
        return new Reply.Rows(columns, List.of(row(JobValues.of(permitted(id), session.zone()), columns)));
    }

    Reply rawList() {
        return raw(visible());
    }

    Reply raw(long id) throws StatementException {
        return raw(List.of(permitted(id)));
    }

    Reply groups(Optional<String> key) {
        return JobGroups.reply(visible(), key, session.zone());
    }

    Reply start(Statement.ImportInto start) throws StatementException {
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

    Reply cancel(long id) throws StatementException {
        permitted(id);
        if (!instance.jobs().cancel(id)) {
            throw new StatementException(ErrorCatalog.wrongJobState());
        }
        return new Reply.Ok(0);
    }

    private Reply raw(List<JobView> jobs) {
        List<Column> columns = List.of(
                new Column("Job_ID", ColumnType.BIGINT),
                new Column("Group_Key", ColumnType.CHAR),
                new Column("Raw_Stats", ColumnType.CHAR));
        return new Reply.Rows(
                columns,
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

    private static void checkColumns(JobFilter filter, List<Column> columns) throws StatementException {
        for (List<JobFilter.Condition> conditions : filter.alternatives()) {
            for (JobFilter.Condition condition : conditions) {
                if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(condition.column()))) {
                    throw new StatementException(ErrorCatalog.unknownColumn(condition.column(), "where clause"));
                }
            }
        }
    }

    private static boolean passes(Map<String, Optional<String>> values, JobFilter filter) {
        return filter.alternatives().isEmpty()
                || filter.alternatives().stream()
                        .anyMatch(conditions -> conditions.stream().allMatch(condition -> holds(values, condition)));
    }

    /** NULL is neither equal nor unequal to anything. */
    private static boolean holds(Map<String, Optional<String>> values, JobFilter.Condition condition) {
        return values.getOrDefault(condition.column(), Optional.empty())
                .filter(value -> condition.values().contains(value) != condition.negated())
                .isPresent();
    }

    private static List<Optional<String>> row(Map<String, Optional<String>> values, List<Column> columns) {
        return columns.stream()
                .map(column -> values.getOrDefault(column.name(), Optional.empty()))
                .toList();
    }
}
