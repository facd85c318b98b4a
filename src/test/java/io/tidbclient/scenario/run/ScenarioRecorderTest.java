package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.ParticipantView;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunSnapshot;
import io.tidbclient.engine.RunUpdate;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioRecorderTest {
    private static final Scenario KNOWN_BUG =
            TestScripts.one("scenario: s\nknown-bug: https://example.com/1\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");
    private static final RunSnapshot LAST = new RunSnapshot(Instant.EPOCH, Instant.EPOCH, List.of(), Optional.empty());

    @Test
    void a_step_that_has_not_ended_keeps_what_was_bound_and_whom_it_waits_for() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- {a: SELECT 7, save: x}", "- a: SELECT :x");
        ControllerHarness harness = new ControllerHarness(scenario)
                .answers(1, FakeSessions.rows("7"))
                .waitsUntil(9, 2, true, "b")
                .takes(2, Duration.ofHours(1));
        assertThat(harness.run()).isPresent();
        ScenarioRecorder recorder = new ScenarioRecorder(scenario, "s", 1, 1, Instant.EPOCH, event -> {});
        harness.reported(ScenarioEvent.class)
                .forEach(event ->
                        recorder.accept(new RunUpdate<>(new RunEvent.Found(SessionProtocol.CONTROLLER, event), LAST)));

        StepRecord step = recorder.result(
                        new RunResult<>(LAST, LAST, new RunVerdict(Outcome.FAILED, "over")), Instant.EPOCH)
                .steps()
                .getLast();

        assertThat(step.bound()).isEqualTo(Map.of("x", new Scalar.Text("7")));
        assertThat(step.waits().orElseThrow().by()).containsExactly("b");
        assertThat(step.result()).isEmpty();
    }

    @Test
    void a_scenario_that_fails_by_its_known_bug_says_which() {
        ScenarioRecorder recorder = recorder(KNOWN_BUG);
        found(
                recorder,
                new ScenarioEvent.ExpectationFailed(
                        new ExpectationFailure(KNOWN_BUG.place(), "step 1, a: SELECT 1", "(2)", "(1)")));

        ScenarioResult result = recorder.result(ended(Outcome.FAILED), Instant.EPOCH);

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.KNOWN_BUG);
        assertThat(result.isBad()).isFalse();
        assertThat(result.notes()).containsExactly("known bug: https://example.com/1");
    }

    @Test
    void a_scenario_whose_known_bug_does_not_occur_passes_with_a_note() {
        ScenarioResult result = recorder(KNOWN_BUG).result(ended(Outcome.SUCCESS), Instant.EPOCH);

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.PASSED);
        assertThat(result.notes())
                .containsExactly(
                        "the known bug https://example.com/1 does not occur on this server; remove 'known-bug'");
    }

    @Test
    void another_order_of_the_steps_does_not_show_that_a_known_bug_is_fixed() {
        ScenarioRecorder second = new ScenarioRecorder(KNOWN_BUG, "s", 1, 2, Instant.EPOCH, event -> {});

        ScenarioResult result = second.result(ended(Outcome.SUCCESS), Instant.EPOCH);

        assertThat(result.notes()).isEmpty();
        assertThat(result.isFixedBug()).isFalse();
    }

    @Test
    void a_scenario_that_could_not_be_run_is_not_excused_by_its_known_bug() {
        assertThat(recorder(KNOWN_BUG)
                        .result(ended(Outcome.FAILED), Instant.EPOCH)
                        .status())
                .isEqualTo(ScenarioResult.Status.ERROR);
    }

    @Test
    void a_failure_without_a_step_that_was_not_as_expected_is_the_reason() {
        ScenarioResult result =
                recorder(KNOWN_BUG).result(failed(failure(FailureKind.EXPECTATION_NOT_MET, "No row.")), Instant.EPOCH);

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.ERROR);
        assertThat(result.why()).isEqualTo("No row. Look.");
    }

    @Test
    void the_failure_of_a_connection_comes_before_what_followed_from_it() {
        ScenarioResult result = recorder(KNOWN_BUG)
                .result(
                        failed(
                                failure(FailureKind.EXPECTATION_NOT_MET, "No row."),
                                failure(FailureKind.CONNECTION_LOST, "It is away.")),
                        Instant.EPOCH);

        assertThat(result.why()).isEqualTo("It is away. Look.");
    }

    @Test
    void an_order_of_the_steps_that_cannot_be_executed_is_skipped_with_the_reason() {
        ScenarioRecorder recorder = recorder(KNOWN_BUG);
        found(recorder, new ScenarioEvent.Impossible("b still waits"));

        ScenarioResult result = recorder.result(ended(Outcome.SUCCESS), Instant.EPOCH);

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.SKIPPED);
        assertThat(result.why()).isEqualTo("this order of the steps cannot be executed: b still waits");
    }

    @Test
    void a_scenario_that_was_stopped_says_why_and_one_that_failed_before_says_that() {
        RunSnapshot stopped = new RunSnapshot(Instant.EPOCH, Instant.EPOCH, List.of(), Optional.of("SIGTERM arrived"));

        ScenarioResult interrupted = recorder(KNOWN_BUG)
                .result(
                        new RunResult<>(stopped, stopped, new RunVerdict(Outcome.TERMINATED, "interrupted")),
                        Instant.EPOCH);
        ScenarioResult failed = recorder(KNOWN_BUG)
                .result(new RunResult<>(stopped, stopped, new RunVerdict(Outcome.FAILED, "over")), Instant.EPOCH);

        assertThat(interrupted.status()).isEqualTo(ScenarioResult.Status.STOPPED);
        assertThat(interrupted.why()).isEqualTo("SIGTERM arrived");
        assertThat(failed.status()).isEqualTo(ScenarioResult.Status.ERROR);
        assertThat(failed.why()).isEqualTo("over");
    }

    private static Failure failure(FailureKind kind, String sentence) {
        return Failure.of(kind, sentence, "Look.");
    }

    private static RunResult<RunSnapshot> failed(Failure... failures) {
        List<ParticipantView> participants = IntStream.range(0, failures.length)
                .mapToObj(number -> new ParticipantView(
                        "p" + number, Optional.empty(), Instant.EPOCH, Optional.of(failures[number])))
                .toList();
        RunSnapshot last = new RunSnapshot(Instant.EPOCH, Instant.EPOCH, participants, Optional.empty());
        return new RunResult<>(last, last, new RunVerdict(Outcome.FAILED, "over"));
    }

    private static ScenarioRecorder recorder(Scenario scenario) {
        return new ScenarioRecorder(scenario, "s", 1, 1, Instant.EPOCH, event -> {});
    }

    private static void found(ScenarioRecorder recorder, ScenarioEvent event) {
        recorder.accept(new RunUpdate<>(new RunEvent.Found(SessionProtocol.CONTROLLER, event), LAST));
    }

    private static RunResult<RunSnapshot> ended(Outcome outcome) {
        return new RunResult<>(LAST, LAST, new RunVerdict(outcome, "over"));
    }
}
