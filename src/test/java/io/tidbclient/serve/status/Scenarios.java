package io.tidbclient.serve.status;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.Runs;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.ScenarioVerdict;
import io.tidbclient.scenario.script.TestScripts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up runs of scenarios that have ended. */
public final class Scenarios {
    private static final Scenario SCENARIO = TestScripts.steps("- a: SELECT 1", "  rows: [[1]]");

    private Scenarios() {}

    /** A run, begun {@code after} the start of all, that took two seconds. */
    public static ScenarioRecord run(long number, Duration after, ScenarioResult... results) {
        return new ScenarioRecord(number, Runs.START.plus(after), Duration.ofSeconds(2), outcome(results));
    }

    public static ScenarioOutcome outcome(ScenarioResult... results) {
        return new ScenarioOutcome(
                Optional.empty(),
                List.of(results),
                ScenarioVerdict.of(List.of(results), results.length, Optional.empty()));
    }

    public static ScenarioResult passed() {
        return result(Status.PASSED, "", List.of());
    }

    public static ScenarioResult failed() {
        return result(Status.FAILED, "step 2 by b: expected 50, got 100", List.of());
    }

    public static ScenarioResult skipped() {
        return result(Status.SKIPPED, "not for MariaDB", List.of());
    }

    public static ScenarioResult broken() {
        return result(Status.ERROR, "setup: Table 'x' doesn't exist.", List.of());
    }

    public static ScenarioResult stopped() {
        return result(Status.STOPPED, "the time limit of 1m expired", List.of());
    }

    public static ScenarioResult passedWith(String note) {
        return result(Status.PASSED, "", List.of(note));
    }

    public static ScenarioResult passedLeaving(String what) {
        return with(Status.PASSED, "", List.of(), List.of(new ScenarioEvent.LeftOver(what, "the connection was lost")));
    }

    private static ScenarioResult result(Status status, String why, List<String> notes) {
        return with(status, why, notes, List.of());
    }

    private static ScenarioResult with(
            Status status, String why, List<String> notes, List<ScenarioEvent.LeftOver> left) {
        return new ScenarioResult(
                SCENARIO,
                "lost update",
                status,
                why,
                status == Status.FAILED
                        ? Optional.of(
                                new ExpectationFailure(SCENARIO.place(), "step 2 by b", "50", "100", Optional.empty()))
                        : Optional.empty(),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of("a"),
                Map.of("a", 7L),
                List.of(),
                List.of(),
                Optional.empty(),
                notes,
                left,
                1,
                1,
                Optional.of(new RunVerdict(
                        switch (status) {
                            case PASSED, KNOWN_BUG, SKIPPED -> Outcome.SUCCESS;
                            case FAILED, ERROR -> Outcome.FAILED;
                            case STOPPED -> Outcome.TIMED_OUT;
                        },
                        "it ended")));
    }
}
