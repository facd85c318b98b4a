package io.tidbclient.serve.history;

import io.tidbclient.config.HistoryPlan;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.TargetPast;
import io.tidbclient.sql.Identifiers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** The history in a database of the MySQL protocol, on one connection, which is opened when it is first used. */
final class SqlHistoryStore implements HistoryStore {
    /** Rows that one statement deletes. */
    private static final int PRUNED_AT_ONCE = 1_000;

    private final HistoryPlan plan;
    private final SessionFactory sessions;
    private final AtomicReference<Optional<Session>> session = new AtomicReference<>(Optional.empty());
    private volatile boolean aborted;

    SqlHistoryStore(HistoryPlan plan, SessionFactory sessions) {
        this.plan = plan;
        this.sessions = sessions;
    }

    @Override
    public void open() {
        if (session.get().isPresent()) {
            return;
        }
        if (aborted) {
            throw new CancellationException("the history was closed");
        }
        Session opened = sessions.open(plan.connection());
        try {
            opened.execute("USE " + Identifiers.quote(plan.database()));
            new HistoryTables(opened, plan.database()).prepare();
        } catch (RuntimeException e) {
            opened.close();
            throw explained(e);
        }
        session.set(Optional.of(opened));
        if (aborted) {
            opened.abort();
        }
    }

    @Override
    public void write(List<HistoryRecord> records) {
        Session connection = connection();
        List<HistoryRecord.Check> checks = records.stream()
                .filter(HistoryRecord.Check.class::isInstance)
                .map(HistoryRecord.Check.class::cast)
                .toList();
        try {
            if (!checks.isEmpty()) {
                new CheckRows(connection).write(plan.server(), checks);
            }
            records.stream()
                    .filter(HistoryRecord.Job.class::isInstance)
                    .map(HistoryRecord.Job.class::cast)
                    .forEach(job -> new JobRows(connection).write(plan.server(), job));
        } catch (FailureException e) {
            throw explained(e);
        }
    }

    @Override
    public TargetPast read(String target, Instant from, Instant until) {
        CheckRows checks = new CheckRows(connection());
        List<CheckRecord> recent = checks.recent(target, from, until);
        return new TargetPast(
                recent,
                recent.isEmpty()
                        ? Optional.empty()
                        : checks.since(target, recent.getFirst().up(), until),
                checks.server(target, until),
                checks.slots(target, from, until),
                new JobRows(connection()).read(target, from));
    }

    @Override
    public boolean prune(Duration keep) {
        Session connection = connection();
        boolean moreChecks = new CheckRows(connection).prune(plan.server(), keep, PRUNED_AT_ONCE);
        boolean moreJobs = new JobRows(connection).prune(plan.server(), keep, PRUNED_AT_ONCE);
        return moreChecks || moreJobs;
    }

    @Override
    public void abort() {
        aborted = true;
        session.get().ifPresent(Session::abort);
    }

    @Override
    public void close() {
        session.getAndSet(Optional.empty()).ifPresent(Session::close);
    }

    private Session connection() {
        return session.get().orElseThrow(() -> new IllegalStateException("the history is not open"));
    }

    /** A missing privilege, with those that are needed. */
    private RuntimeException explained(RuntimeException e) {
        if (e instanceof FailureException failed && failed.failure().kind() == FailureKind.NO_PRIVILEGE) {
            Failure failure = failed.failure()
                    .hinting("Grant the history's user SELECT, INSERT, UPDATE, DELETE and CREATE on %s.*."
                            .formatted(plan.database()));
            return new FailureException(failure, e);
        }
        return e;
    }
}
