package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.RowDifference;
import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.WorkloadResult;
import io.tidbclient.scenario.script.TestScripts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs for tests of what is printed of them. */
final class ScenarioResults {
    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Scenario SCENARIO = TestScripts.steps("- a: SELECT 1");

    private ScenarioResults() {}

    static ScenarioResult of(String title, Status status, String why, List<String> notes, LeftOver... left) {
        return new ScenarioResult(
                SCENARIO,
                title,
                status,
                why,
                status == Status.FAILED
                        ? Optional.of(new ExpectationFailure(SCENARIO.place(), "step 1, a: SELECT 1", "(2)", "(1)"))
                        : Optional.empty(),
                START,
                Duration.ofMillis(1_250),
                List.of("a", "b"),
                Map.of("a", 7L),
                List.of(),
                List.of(),
                Optional.empty(),
                notes,
                List.of(left),
                42,
                1,
                Optional.empty());
    }

    /** The same with a step. */
    static ScenarioResult with(ScenarioResult result, StepRecord step) {
        return new Changed(result).steps(List.of(step)).made();
    }

    /** The same with the result of a workload. */
    static ScenarioResult with(ScenarioResult result, WorkloadResult workload) {
        return new Changed(result).workload(workload).made();
    }

    /** The same with another status. */
    static ScenarioResult with(ScenarioResult result, Status status) {
        return new Changed(result).status(status).made();
    }

    /** The same of another order of its steps. */
    static ScenarioResult ofOrder(int order, ScenarioResult result) {
        return new Changed(result).order(order).made();
    }

    /** One that failed with a difference of rows. */
    static ScenarioResult different(RowDifference difference) {
        return new Changed(of("s", Status.FAILED, "not as expected", List.of()))
                .failure(new ExpectationFailure(
                        SCENARIO.place(), "step 1, a: SELECT 1", "(2)", "(1)", Optional.of(difference)))
                .made();
    }

    /** A result of which parts are replaced. */
    private static final class Changed {
        private final ScenarioResult from;
        private Status status;
        private Optional<ExpectationFailure> failure;
        private List<StepRecord> steps;
        private Optional<WorkloadResult> workload;
        private int order;

        Changed(ScenarioResult from) {
            this.from = from;
            this.status = from.status();
            this.failure = from.expectationFailure();
            this.steps = from.steps();
            this.workload = from.workload();
            this.order = from.order();
        }

        Changed status(Status other) {
            status = other;
            return this;
        }

        Changed failure(ExpectationFailure other) {
            failure = Optional.of(other);
            return this;
        }

        Changed steps(List<StepRecord> other) {
            steps = other;
            return this;
        }

        Changed workload(WorkloadResult other) {
            workload = Optional.of(other);
            return this;
        }

        Changed order(int other) {
            order = other;
            return this;
        }

        ScenarioResult made() {
            return new ScenarioResult(
                    from.scenario(),
                    from.title(),
                    status,
                    from.why(),
                    failure,
                    from.startedAt(),
                    from.took(),
                    from.sessions(),
                    from.connectionIds(),
                    steps,
                    from.checks(),
                    workload,
                    from.notes(),
                    from.leftOvers(),
                    from.seed(),
                    order,
                    from.verdict());
        }
    }

    static ScenarioReport report(RunVerdict verdict, ScenarioResult... results) {
        return new ScenarioReport(
                "127.0.0.1:4000",
                Optional.of(new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "Community", "unistore", false)),
                START,
                Duration.ofSeconds(5),
                List.of(results),
                verdict);
    }
}
