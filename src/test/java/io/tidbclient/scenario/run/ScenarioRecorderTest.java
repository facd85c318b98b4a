package io.tidbclient.scenario.run;

import io.tidbclient.engine.Outcome;
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

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioRecorderTest {
    private static final RunSnapshot LAST = new RunSnapshot(Instant.EPOCH, Instant.EPOCH, List.of(), Optional.empty());

    @Test
    void a_step_that_has_not_ended_keeps_what_was_bound_and_whom_it_waits_for() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- {a: SELECT 7, save: x}", "- a: SELECT :x");
        ControllerHarness harness = new ControllerHarness(scenario)
                .answers(1, FakeSessions.rows("7"))
                .waitsUntil(9, 2, true, "b")
                .takes(2, Duration.ofHours(1));
        assertThat(harness.run()).isPresent();
        ScenarioRecorder recorder = new ScenarioRecorder(scenario, "s", 1, Instant.EPOCH, event -> {});
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
}
