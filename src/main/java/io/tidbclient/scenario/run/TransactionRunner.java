package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.StateContext;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.Workload;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the transactions of one client, each until it commits or is given up. Used by one thread. */
final class TransactionRunner implements AutoCloseable {
    private static final int MOST_TRIES = 1000;

    /** Besides those that only read, what changes no data outside of a transaction. */
    private static final Set<String> WITHOUT_CHANGES =
            Set.of("SET", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "USE", "DO", "KILL");

    private final ScenarioContext scenarioContext;
    private final Workload workload;
    private final StateContext context;
    private final WorkloadStats stats;
    private final SessionConnection connection;
    private final TimeSource time;
    private final TimeLimit timeLimit;
    private boolean stuck;
    /** Whether a transaction is open that BEGIN began: what breaks off within it is undone. */
    private boolean within;

    /** Whether the statements so far have undone the transaction themselves, and changed nothing since. */
    private boolean rolledBack;

    TransactionRunner(ScenarioContext scenarioContext, StateContext context, WorkloadStats stats) {
        this.scenarioContext = scenarioContext;
        this.workload = scenarioContext.scenario().workload().orElseThrow();
        this.context = context;
        this.stats = stats;
        this.connection = context.get(SessionProtocol.CONNECTION);
        this.time = scenarioContext.tools().time();
        this.timeLimit = new TimeLimit(scenarioContext.timer(), time.monotonic(), connection::abandon);
    }

    /** Whether a statement did not end in time: there is no use in going on. */
    boolean isStuck() {
        return stuck;
    }

    /**
     * Runs one transaction, again and again while it meets what it is to be tried again after.
     *
     * @param number its number
     * @param values what names stand for when it begins
     */
    void transaction(long number, Map<String, Scalar> values) {
        boolean over = false;
        for (int tries = 1; !over; tries++) {
            over = attempt(number, tries, new HashMap<>(values));
        }
    }

    private boolean attempt(long number, int tries, Map<String, Scalar> values) {
        within = false;
        rolledBack = false;
        for (Step step : workload.body()) {
            SqlText sql = ((Action.Run) step.action()).sql();
            StepResult result =
                    run(sql, step.limit().orElse(scenarioContext.scenario().stepLimit()), values);
            record(number, tries, sql, values, result);
            if (stuck) {
                String limit = ExpectationText.shown(
                        step.limit().orElse(scenarioContext.scenario().stepLimit()));
                giveUp(subject(step).failure("an end within " + limit, "no end"), "no end within " + limit);
                return true;
            }
            if (result.failure().isPresent()) {
                return failed(step, sql, result, values, tries);
            }
            rolledBack = sql.rollsBack() || (rolledBack && !sql.beginsTransaction() && !mayCommit(sql));
            within = sql.beginsTransaction() || (within && !sql.endsTransaction());
            values.putAll(SavedValues.all(step, result));
            Subject subject = subject(step);
            Optional<ExpectationFailure> unmet = SavedValues.fault(subject, step, result)
                    .or(() -> new Verifier(subject, values).compare(step.expectations(), result));
            if (unmet.isPresent()) {
                // Without values, which may be others each time: there are as many kinds of failure as statements.
                giveUp(unmet.get(), sql.written() + ": not as expected");
                return true;
            }
        }
        if (rolledBack) {
            stats.rolledBack();
            return true;
        }
        stats.committed();
        workload.append()
                .ifPresent(appends ->
                        stats.appended(values.get(appends.appended()).shown(), list(values.get(appends.read()))));
        return true;
    }

    /** Whether a statement commits what it or others of its transaction may have changed. */
    private boolean mayCommit(SqlText sql) {
        String verb = sql.verb();
        return within ? verb.equals("COMMIT") : !sql.neverChangesRows() && !WITHOUT_CHANGES.contains(verb);
    }

    private static String list(Scalar read) {
        return read instanceof Scalar.Null ? "" : read.shown();
    }

    private StepResult run(SqlText sql, Duration limit, Map<String, Scalar> values) {
        Instant began = time.instant();
        long begin = time.nanos();
        try {
            List<Object> bound = StepHandler.bound(sql, values);
            timeLimit.begin(limit);
            try {
                return result(Optional.of(connection.run(sql.jdbc(), bound)), Optional.empty(), began, begin);
            } finally {
                stuck = timeLimit.end();
            }
        } catch (FailureException e) {
            return result(Optional.empty(), Optional.of(e.failure()), began, begin);
        }
    }

    private StepResult result(Optional<Answer> answer, Optional<Failure> failure, Instant began, long begin) {
        Duration took = time.monotonic().since(begin);
        return new StepResult(answer, failure, failure.map(Failure::words).orElse(""), 0, began, took);
    }

    private void record(long number, int tries, SqlText sql, Map<String, Scalar> values, StepResult result) {
        if (scenarioContext.history()) {
            context.report(new ScenarioEvent.Operation(
                    context.connection(), number, tries, sql.written(), sql.bound(values), result));
        }
    }

    /** Whether the transaction has ended. */
    private boolean failed(Step step, SqlText sql, StepResult result, Map<String, Scalar> values, int tries) {
        Failure failure = result.failure().orElseThrow();
        String error = failure.codeWithName().orElse(failure.kind().label());
        boolean mayBeDone = !within || sql.verb().equals("COMMIT");
        if (failure.kind() == FailureKind.CONNECTION_LOST && mayBeDone) {
            rollBack();
            stats.unknown();
            workload.append()
                    .ifPresent(appends ->
                            stats.maybeAppended(values.get(appends.appended()).shown()));
            return true;
        }
        if (workload.retries().contains(failure.code()) && tries < MOST_TRIES) {
            rollBack();
            stats.retried(error);
            return false;
        }
        giveUp(subject(step).failure("that it succeeds", result.shown()), error);
        return true;
    }

    private static Subject subject(Step step) {
        return new Subject(step.place(), "workload: " + step.action().shown());
    }

    private void giveUp(ExpectationFailure why, String error) {
        stats.failed(error, new WorkloadStats.Fault(why, time.nanos()));
        if (stuck) {
            // Nothing follows: the server may still be at it.
            return;
        }
        rollBack();
    }

    private void rollBack() {
        try {
            Answer unused = connection.run("ROLLBACK", List.of());
        } catch (FailureException e) {
            connection.cut();
            connection.open();
        }
    }

    @Override
    public void close() {
        timeLimit.close();
    }
}
