package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.Workload;
import io.tidbclient.state.StateContext;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One client's transactions, each tried until it is over, well or not. Used by one thread. */
final class Attempts implements AutoCloseable {
    private static final int MOST_TRIES = 1000;

    private final Production production;
    private final Workload workload;
    private final StateContext context;
    private final Tally tally;
    private final Line line;
    private final TimeLimit timeLimit;
    private boolean stuck;
    /** Whether a transaction is open that BEGIN began: what breaks off within it is undone. */
    private boolean within;

    Attempts(Production production, StateContext context, Tally tally) {
        this.production = production;
        this.workload = production.scenario().workload().orElseThrow();
        this.context = context;
        this.tally = tally;
        this.line = context.get(Cast.LINE);
        this.timeLimit = new TimeLimit(production.timer(), production.tools().clock(), line::abandon);
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
        for (Step step : workload.body()) {
            SqlText sql = ((Action.Run) step.action()).sql();
            Reply reply = take(sql, step.limit().orElse(production.scenario().stepLimit()), values);
            tell(number, tries, sql, values, reply);
            if (stuck) {
                String limit =
                        Verifier.shown(step.limit().orElse(production.scenario().stepLimit()));
                giveUp(step, new Verifier.Mismatch("an end within " + limit, "no end"), "no end within " + limit);
                return true;
            }
            if (reply.failure().isPresent()) {
                return failed(step, sql, reply, values, tries);
            }
            within = sql.beginsTransaction() || (within && !sql.endsTransaction());
            values.putAll(Saved.all(step, reply));
            Optional<Verifier.Mismatch> mismatch =
                    Saved.fault(step, reply).or(() -> new Verifier(values).compare(step.expectations(), reply));
            if (mismatch.isPresent()) {
                // Without values, which may be others each time: there are as many kinds of failure as statements.
                giveUp(step, mismatch.get(), sql.written() + ": not as expected");
                return true;
            }
        }
        tally.committed();
        workload.append()
                .ifPresent(appends ->
                        tally.appended(values.get(appends.appended()).shown(), list(values.get(appends.read()))));
        return true;
    }

    private static String list(Scalar read) {
        return read instanceof Scalar.Null ? "" : read.shown();
    }

    private Reply take(SqlText sql, Duration limit, Map<String, Scalar> values) {
        Instant began = production.tools().clock().instant();
        long begin = System.nanoTime();
        try {
            List<Object> bound = StepHandler.bound(sql, values);
            timeLimit.begin(limit);
            try {
                return reply(Optional.of(line.run(sql.jdbc(), bound)), Optional.empty(), began, begin);
            } finally {
                stuck = timeLimit.end();
            }
        } catch (FailureException e) {
            return reply(Optional.empty(), Optional.of(e.failure()), began, begin);
        }
    }

    private static Reply reply(Optional<Answer> answer, Optional<Failure> failure, Instant began, long begin) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Reply(answer, failure, failure.map(Failure::words).orElse(""), 0, began, took);
    }

    private void tell(long number, int tries, SqlText sql, Map<String, Scalar> values, Reply reply) {
        if (production.history()) {
            context.report(new ScenarioFinding.Operation(
                    context.connection(), number, tries, sql.written(), sql.bound(values), reply));
        }
    }

    /** Whether the transaction is over. */
    private boolean failed(Step step, SqlText sql, Reply reply, Map<String, Scalar> values, int tries) {
        Failure failure = reply.failure().orElseThrow();
        String error = failure.codeWithName().orElse(failure.kind().name());
        boolean mayBeDone = !within || sql.verb().equals("COMMIT");
        if (failure.kind() == FailureKind.CONNECTION_LOST && mayBeDone) {
            rollBack();
            tally.unknown();
            workload.append()
                    .ifPresent(appends ->
                            tally.maybeAppended(values.get(appends.appended()).shown()));
            return true;
        }
        if (workload.retries().contains(failure.code()) && tries < MOST_TRIES) {
            rollBack();
            tally.retried(error);
            return false;
        }
        giveUp(step, new Verifier.Mismatch("that it succeeds", reply.shown()), error);
        return true;
    }

    private void giveUp(Step step, Verifier.Mismatch mismatch, String error) {
        tally.failed(error, new Tally.Fault(step, mismatch, System.nanoTime()));
        if (stuck) {
            // Nothing follows: the server may still be at it.
            return;
        }
        rollBack();
    }

    private void rollBack() {
        try {
            Answer unused = line.run("ROLLBACK", List.of());
        } catch (FailureException e) {
            line.cut();
            line.open();
        }
    }

    @Override
    public void close() {
        timeLimit.close();
    }
}
