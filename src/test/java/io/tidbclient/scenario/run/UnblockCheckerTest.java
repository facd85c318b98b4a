package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.tidbclient.scenario.run.ControllerScripts.ofThree;
import static io.tidbclient.scenario.run.ControllerScripts.ofTwo;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code unblocks}: a step lets a waiting session continue, neither earlier nor later. */
class UnblockCheckerTest {
    private static final String[] CHAIN = {
        "- b: UPDATE t SET v = 1 WHERE id = 1",
        "- c: UPDATE t SET v = 2 WHERE id = 2",
        "- a: UPDATE t SET v = 3 WHERE id = 1",
        "  blocks: b",
        "- b: UPDATE t SET v = 4 WHERE id = 2",
        "  blocks: c",
        "  unblocks: a",
        "  limit: 2s",
        "- c: COMMIT",
        "- b: COMMIT"
    };

    @Test
    void what_a_step_that_itself_waits_unblocks_continues_once_the_step_has_ended() throws InterruptedException {
        ControllerHarness harness = ofThree(CHAIN).waitsUntil(4, 3, true, "b").waitsUntil(5, 4, true, "c");

        assertThat(harness.run()).isEmpty();
    }

    @Test
    void a_step_that_itself_waits_and_unblocks_no_session_is_a_difference() throws InterruptedException {
        ControllerHarness harness = ofThree(CHAIN).waitsUntil(6, 3, true, "b").waitsUntil(5, 4, true, "c");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly(
                        "that it waits for c and that it unblocks a", "a still in step 3, waiting for b (VIEW)");
        assertThat(harness.released()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_session_that_continues_while_the_step_that_should_unblock_it_waits_is_a_difference()
            throws InterruptedException {
        List<String> steps = new ArrayList<>(List.of(CHAIN));
        steps.add(8, "- c: SELECT 1");
        ControllerHarness harness = ofThree(steps.toArray(String[]::new))
                .waitsUntil(5, 3, true, "b")
                .waitsUntil(6, 4, true, "c");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it unblocks a", "a continued while the step still waited");
    }

    @Test
    void a_waiting_session_is_polled_again_after_a_step_and_before_the_next_begins() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "- a: COMMIT",
                        "- a: SELECT 1",
                        "  unblocks: b")
                .waitsUntil(3, 2, true, "a")
                .takes(2, Duration.ofMillis(70));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::got)
                .containsExactly("step 4, a: SELECT 1", "b was not waiting when the step began");
    }

    @Test
    void a_session_that_still_waits_after_a_step_lets_the_next_one_begin() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "- a: SELECT 1",
                        "- a: COMMIT",
                        "  unblocks: b")
                .waitsUntil(4, 2, true, "a");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(4).minus(harness.released(3)))
                .isBetween(LockWaitMonitor.WAKE_UP, LockWaitMonitor.WAKE_UP.plusMillis(10));
    }

    @Test
    void a_wait_that_no_view_shows_is_given_a_second_to_end_after_each_step() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "- a: COMMIT",
                        "- a: SELECT 1",
                        "  unblocks: b")
                .waitsUnseenUntil(3, 2)
                .takes(2, Duration.ofMillis(900));

        assertThat(harness.run().orElseThrow().got()).isEqualTo("b was not waiting when the step began");
    }

    @Test
    void a_wait_that_ends_by_its_own_time_limit_was_not_unblocked() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "  error: 1205",
                        "- a: SELECT SLEEP(2)",
                        "  unblocks: b")
                .waitsUntil(3, 2, true, "a")
                .fails(2, ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1205, "HY000"));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly(
                        "step 3, a: SELECT SLEEP(2)",
                        "that it unblocks b",
                        "b ended step 2 by a time limit of its own: error 1205: it failed");
    }

    @Test
    void a_session_that_is_not_let_go_in_time_is_a_difference() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: SELECT 1", "- b: SELECT 2", "  blocks: a", "- a: COMMIT", "  unblocks: b", "  limit: 1s")
                .waitsUntil(9, 2, true, "a");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it unblocks b", "b still in step 2, waiting for a (VIEW)");
    }

    @Test
    void a_session_that_is_at_work_but_not_waiting_cannot_be_let_go() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- parallel:", "    - [{b: SELECT 1}]", "    - [{a: SELECT 2}, {a: COMMIT, unblocks: b}]")
                .takes(1, Duration.ofMillis(90));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it unblocks b", "b was not waiting when the step began");
    }

    /** Steps 3 and 4, of c, are to end the waits of a and of b. */
    private final RunningSteps steps = new RunningSteps(
            "- a: SELECT 1", "- b: SELECT 2", "- c: SELECT 3", "  unblocks: a", "- c: SELECT 4", "  unblocks: b");

    private final UnblockChecker checker = new UnblockChecker();

    private RunningStep waiting(int number) {
        RunningStep step = steps.begin(number, Duration.ZERO);
        step.waits(new ScenarioEvent.Waits(step.invocation, Set.of("c"), true, "VIEW", Instant.EPOCH), 1, 1);
        return step;
    }

    @Test
    void what_a_step_unblocks_continues_when_a_view_no_longer_shows_that_the_step_itself_waits() {
        RunningStep unblocked = waiting(1);
        RunningStep step = steps.begin(3, Duration.ZERO);
        assertThat(checker.begun(step, Map.of("a", unblocked))).isEmpty();
        steps.end("a", Duration.ofNanos(10));

        step.seenStillWaiting(9);
        assertThat(checker.ended(step)).isEmpty();
        step.seenStillWaiting(10);
        assertThat(checker.ended(step)).isEmpty();
        step.seenStillWaiting(11);
        assertThat(checker.ended(step).map(ExpectationFailure::got))
                .contains("a continued while the step still waited");
    }

    @Test
    void a_wait_that_ends_by_its_own_time_limit_is_a_difference_of_the_step_that_was_to_end_it() {
        RunningStep first = waiting(1);
        RunningStep second = waiting(2);
        assertThat(checker.begun(steps.begin(3, Duration.ZERO), Map.of("a", first, "b", second)))
                .isEmpty();
        steps.end("a", Duration.ofNanos(5));
        assertThat(checker.begun(steps.begin(4, Duration.ZERO), Map.of("b", second)))
                .isEmpty();
        StepResult timeout = new StepResult(
                Optional.empty(),
                Optional.of(ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1205, "HY000")),
                "it failed",
                0,
                Instant.EPOCH,
                Duration.ofSeconds(50));
        RunningStep ended = steps.execution().end("b", timeout, 20);

        assertThat(checker.ended(ended).orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly(
                        "step 4, c: SELECT 4",
                        "that it unblocks b",
                        "b ended step 2 by a time limit of its own: error 1205: it failed");
    }
}
