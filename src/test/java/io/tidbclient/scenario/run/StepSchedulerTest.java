package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** What can begin next, and whether anything is left to begin. */
class StepSchedulerTest {
    private final ExecutionState execution = new ExecutionState(Map.of());
    private final ManualTimer timer = new ManualTimer();

    private static Schedule schedule(String... lines) {
        Scenario scenario = TestScripts.steps(lines);
        return Schedule.of(scenario, Servers.TIDB, Optional.empty(), new SplittableRandom(1));
    }

    private StepScheduler inWrittenOrder(String... lines) {
        return new ScriptOrderScheduler(schedule(lines), execution, timer::nanoTime, session -> {});
    }

    private StepScheduler inAnyOrder(String... lines) {
        return new PermutationScheduler(schedule(lines), execution);
    }

    private RunningStep begin(StepScheduler scheduler) {
        StepInvocation next = scheduler.next().orElseThrow();
        RunningStep step =
                new RunningStep(next, next.step().expectedOn(Servers.TIDB), Map.of(), Instant.EPOCH, timer.nanoTime());
        step.sawWaiting(execution.waiting());
        scheduler.begun(step);
        execution.begin(step);
        return step;
    }

    private void end(RunningStep step) {
        assertThat(execution.end(step.invocation.session(), RunningSteps.changed(), timer.nanoTime()))
                .isSameAs(step);
    }

    private static void waits(RunningStep step) {
        step.waits(new ScenarioEvent.Waits(step.invocation, Set.of("a"), true, "VIEW", Instant.EPOCH), 0, 0);
    }

    @Test
    void the_written_order_is_over_when_its_last_step_has_ended() {
        StepScheduler scheduler = inWrittenOrder("- a: SELECT 1", "- b: SELECT 2");
        assertThat(scheduler.isOver()).isFalse();

        end(begin(scheduler));
        assertThat(scheduler.isOver()).isFalse();

        RunningStep last = begin(scheduler);
        assertThat(scheduler.next()).isEmpty();
        assertThat(scheduler.isOver()).isFalse();

        end(last);
        assertThat(scheduler.next()).isEmpty();
        assertThat(scheduler.isOver()).isTrue();
    }

    @Test
    void another_order_is_over_when_its_last_step_has_begun() {
        StepScheduler scheduler = inAnyOrder("- a: SELECT 1", "- b: SELECT 2");

        end(begin(scheduler));
        assertThat(scheduler.isOver()).isFalse();

        assertThat(begin(scheduler).invocation.session()).isEqualTo("b");
        assertThat(scheduler.isOver()).isTrue();
    }

    @Test
    void in_another_order_no_step_begins_whose_session_still_waits() {
        StepScheduler ofOneSession = inAnyOrder("- a: SELECT 1", "- a: SELECT 2");
        RunningStep first = begin(ofOneSession);
        waits(first);
        assertThat(ofOneSession.next()).isEmpty();
        end(first);
        assertThat(ofOneSession.next()).isPresent();
    }

    @Test
    void in_another_order_no_step_begins_whose_predecessor_still_waits() {
        StepScheduler oneAfterAnother = inAnyOrder("- {name: x, a: SELECT 1}", "- {b: SELECT 2, after: x}");
        waits(begin(oneAfterAnother));
        assertThat(oneAfterAnother.next()).isEmpty();
    }

    @Test
    void a_step_that_has_let_no_session_go_is_given_its_limit_from_its_end_on() {
        StepScheduler scheduler = inWrittenOrder(
                "- a: SELECT 1", "- b: SELECT 2", "  blocks: a", "- a: COMMIT", "  unblocks: b", "  limit: 1s");
        end(begin(scheduler));
        waits(begin(scheduler));
        RunningStep commit = begin(scheduler);
        timer.advance(Duration.ofMillis(300));
        end(commit);

        timer.advance(Duration.ofSeconds(1));
        assertThat(scheduler.stuck()).isEmpty();

        timer.advance(Duration.ofNanos(1));
        assertThat(scheduler.stuck().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("step 3, a: COMMIT", "that it unblocks b", "b still in step 2, waiting for a (VIEW)");
    }
}
