package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the statements of a step on its connection, and asks for their warnings where these are compared. Blocks its thread. */
final class StatementRunner {
    private final SessionConnection connection;
    private final Step step;
    private final TimeSource time;

    StatementRunner(SessionConnection connection, Step step, TimeSource time) {
        this.connection = connection;
        this.step = step;
        this.time = time;
    }

    /**
     * The answer to the last statement, or the failure of the first that fails.
     *
     * @param values what names stand for
     * @throws FailureException when the only statement fails, or the warnings cannot be read
     */
    StepResult run(Action.Run run, Map<String, Scalar> values) {
        Instant began = time.instant();
        long begin = time.nanos();
        List<SqlText> statements = run.statements();
        Optional<Answer> answer = Optional.empty();
        for (SqlText sql : statements) {
            try {
                answer = Optional.of(run(sql, run.prepared(), values));
            } catch (FailureException e) {
                if (statements.size() == 1) {
                    throw e;
                }
                return new StepResult(
                        Optional.empty(),
                        Optional.of(e.failure()),
                        e.failure().words(),
                        0,
                        began,
                        time.monotonic().since(begin),
                        Optional.empty(),
                        sql.onOneLine());
            }
        }
        Duration took = time.monotonic().since(begin);
        return new StepResult(answer, Optional.empty(), "", 0, began, took, warnings(), "");
    }

    private Answer run(SqlText sql, boolean prepared, Map<String, Scalar> values) {
        List<Object> bound = StepHandler.bound(sql, values);
        return prepared ? connection.runPrepared(sql.jdbc(), bound) : connection.run(sql.jdbc(), bound);
    }

    private Optional<List<Warning>> warnings() {
        boolean compared = step.expected().all().stream().flatMap(List::stream).anyMatch(Expectation::needsWarnings);
        return compared ? Optional.of(Warning.of(connection.run(Warning.STATEMENT, List.of()))) : Optional.empty();
    }
}
