package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.StateContext;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;
import io.tidbclient.scenario.run.TransactionPlanner.Planned;
import io.tidbclient.scenario.run.TransactionPlanner.PlannedStatement;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

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
    private final Optional<ListRecorder> lists;
    private final ClientFaults faults;
    private final SessionConnection connection;
    private final TimeSource time;
    private final TimeLimit timeLimit;
    private boolean stuck;
    /** The name of the kind of transaction that is run. */
    private String shape = "";
    /** Whether a transaction is open that BEGIN began: what breaks off within it is undone. */
    private boolean within;
    /** Whether the statements so far have undone the transaction themselves, and changed nothing since. */
    private boolean rolledBack;

    /**
     * The transactions of a client.
     *
     * @param lists records the transactions; empty when they append to no lists that are checked
     * @param faults disturbs the client
     */
    TransactionRunner(
            ScenarioContext scenarioContext,
            StateContext context,
            WorkloadStats stats,
            Optional<ListRecorder> lists,
            ClientFaults faults) {
        this.scenarioContext = scenarioContext;
        this.workload = scenarioContext.scenario().workload().orElseThrow();
        this.context = context;
        this.stats = stats;
        this.lists = lists;
        this.faults = faults;
        this.connection = context.get(SessionProtocol.CONNECTION);
        this.time = scenarioContext.tools().time();
        this.timeLimit = new TimeLimit(scenarioContext.timer(), time.monotonic(), connection::abandon);
    }

    /** Whether a statement did not end in time: the client runs no more transactions. */
    boolean isStuck() {
        return stuck;
    }

    /** Runs one transaction, again and again while it meets an error after which it is tried again. */
    void transaction(Planned planned) throws InterruptedException {
        shape = planned.shape().name();
        for (int tries = 1; attempt(planned, tries); tries++) {}
    }

    /** Runs it once; whether it is to be tried again. */
    private boolean attempt(Planned planned, int tries) throws InterruptedException {
        within = false;
        rolledBack = false;
        lists.ifPresent(ListRecorder::begin);
        faults.begin(planned.statements().size());
        Map<String, Scalar> values = new HashMap<>(planned.values());
        for (PlannedStatement next : planned.statements()) {
            values.putAll(next.values());
            Step step = next.statement().step();
            SqlText sql = next.statement().sql();
            Optional<String> noKey = recorded(next.statement(), (recorder, access) -> recorder.invoke(access, values));
            if (noKey.isPresent()) {
                giveUp(subject(step).failure("a whole number of a list", noKey.get()), "no number of a list");
                return false;
            }
            faults.beforeStatement();
            StepResult result =
                    run(sql, step.limit().orElse(scenarioContext.scenario().stepLimit()), values);
            faults.afterStatement(result.took().toNanos());
            record(planned.number(), tries, sql, values, result);
            if (stuck) {
                String limit = ExpectationText.shown(
                        step.limit().orElse(scenarioContext.scenario().stepLimit()));
                giveUp(subject(step).failure("that it ends within " + limit, "no end"), "no end within " + limit);
                return false;
            }
            if (result.failure().isPresent()) {
                return failed(step, sql, result, tries);
            }
            rolledBack = sql.rollsBack() || (rolledBack && !sql.beginsTransaction() && !mayCommit(sql));
            within = sql.beginsTransaction() || (within && !sql.endsTransaction());
            values.putAll(SavedValues.all(step, result));
            Optional<ExpectationFailure> unmet = unmet(next.statement(), result, values);
            if (unmet.isPresent()) {
                // Without values, which may be others each time: there are as many kinds of failure as statements.
                giveUp(unmet.get(), sql.written() + ": not as expected");
                return false;
            }
        }
        lists.ifPresent(
                recorder -> recorder.end(rolledBack ? TransactionOutcome.ABORTED : TransactionOutcome.COMMITTED));
        if (rolledBack) {
            stats.rolledBack(shape);
        } else {
            stats.committed(shape);
        }
        return false;
    }

    private Optional<String> recorded(
            TransactionBlock.Statement statement, BiFunction<ListRecorder, ListAccess, Optional<String>> what) {
        return lists.flatMap(recorder -> statement.access().flatMap(access -> what.apply(recorder, access)));
    }

    private Optional<ExpectationFailure> unmet(
            TransactionBlock.Statement statement, StepResult result, Map<String, Scalar> values) {
        Subject subject = subject(statement.step());
        return SavedValues.fault(subject, statement.step(), result)
                .or(() -> new Verifier(subject, values).compare(statement.step().expectations(), result))
                .or(() -> recorded(
                                statement,
                                (recorder, access) -> access.kind() == ListAccess.Kind.READS
                                        ? recorder.answered(result.answer().orElseThrow())
                                        : Optional.empty())
                        .map(got -> subject.failure("a list of whole numbers, separated by commas", got)));
    }

    /** Whether a statement commits what it or others of its transaction may have changed. */
    private boolean mayCommit(SqlText sql) {
        String verb = sql.verb();
        return within ? verb.equals("COMMIT") : !sql.neverChangesRows() && !WITHOUT_CHANGES.contains(verb);
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

    /** Ends a transaction with the failure of a statement; whether it is to be tried again. */
    private boolean failed(Step step, SqlText sql, StepResult result, int tries) {
        Failure failure = result.failure().orElseThrow();
        String error = failure.codeWithName().orElse(failure.kind().label());
        boolean mayBeDone = !within || sql.verb().equals("COMMIT");
        if (faults.hasStruck()) {
            struck(mayBeDone && !sql.beginsTransaction() && failure.kind() != FailureKind.TRANSACTION_CONFLICT);
            return false;
        }
        if (failure.kind() == FailureKind.CONNECTION_LOST && mayBeDone) {
            ended(TransactionOutcome.UNKNOWN);
            rollBack();
            stats.unknown(shape);
            return false;
        }
        // A COMMIT that fails has no effect only where the error says so.
        ended(
                mayBeDone && failure.kind() != FailureKind.TRANSACTION_CONFLICT
                        ? TransactionOutcome.UNKNOWN
                        : TransactionOutcome.ABORTED);
        if (workload.retries().contains(failure.code()) && tries < MOST_TRIES) {
            rollBack();
            stats.retried(error);
            return true;
        }
        givenUp(subject(step).failure("that it succeeds", result.shown()), error);
        return false;
    }

    /** The connection was ended on purpose. */
    private void struck(boolean mayBeDone) {
        ended(mayBeDone ? TransactionOutcome.UNKNOWN : TransactionOutcome.ABORTED);
        if (mayBeDone) {
            stats.unknown(shape);
        } else {
            stats.aborted();
        }
        reconnect();
    }

    private void ended(TransactionOutcome outcome) {
        lists.ifPresent(recorder -> recorder.end(outcome));
    }

    private static Subject subject(Step step) {
        return new Subject(step.place(), "workload: " + step.action().shown());
    }

    /** What was sent may have taken effect, but for a transaction that is open and rolled back now. */
    private void giveUp(ExpectationFailure why, String error) {
        ended(within && !stuck ? TransactionOutcome.ABORTED : TransactionOutcome.UNKNOWN);
        givenUp(why, error);
    }

    private void givenUp(ExpectationFailure why, String error) {
        stats.failed(error, new WorkloadStats.Fault(why, time.nanos()));
        // After a statement without an end nothing follows: the server may still execute it.
        if (!stuck) {
            rollBack();
        }
    }

    private void rollBack() {
        try {
            Answer unused = connection.run("ROLLBACK", List.of());
        } catch (FailureException e) {
            reconnect();
        }
    }

    private void reconnect() {
        faults.cancel();
        connection.cut();
        try {
            connection.open();
        } catch (FailureException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_LOST) {
                throw e;
            }
            // A cut that could not be cancelled any more has met the new connection.
            connection.open();
        }
        lists.ifPresent(ListRecorder::reconnected);
    }

    @Override
    public void close() {
        timeLimit.close();
    }
}
