package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.run.StepChecker.Assessment;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What a wait is by what the script expects, and how a step that was to wait may end. */
class ExpectationCheckerTest {
    private final List<ScenarioEvent> reported = new ArrayList<>();
    private RunningSteps steps = new RunningSteps("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a");
    private RunningStep waiting = steps.begin(2, Duration.ZERO);

    private ExpectationChecker checker() {
        return new ExpectationChecker(steps.execution(), Servers.TIDB, reported::add);
    }

    private void expecting(String... lines) {
        steps = new RunningSteps(lines);
        waiting = steps.begin(2, Duration.ZERO);
    }

    private ScenarioEvent.Waits waits(String how, boolean certain, String... by) {
        return new ScenarioEvent.Waits(waiting.invocation, Set.of(by), certain, how, Instant.EPOCH);
    }

    private Assessment assess(ScenarioEvent.Waits waits, Duration since) {
        return checker().assess(waiting, waits, since);
    }

    private Assessment assess(ScenarioEvent.Waits waits) {
        return assess(waits, Duration.ZERO);
    }

    @Test
    void a_step_that_is_not_expected_to_wait_may_not() {
        expecting("- a: SELECT 1", "- b: SELECT 2");

        assertThat(checker().mayWait(waiting)).isFalse();
        assertThat(assess(waits("VIEW", true, "a"))).isEqualTo(Assessment.REFUSED);
    }

    @Test
    void one_that_may_wait_for_whomever_may_wait_for_anyone() {
        expecting("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: true");

        assertThat(assess(waits("VIEW", true, "a"))).isEqualTo(Assessment.ACCEPTED);
        assertThat(assess(waits(LockWait.TRANSACTIONS, false))).isEqualTo(Assessment.ACCEPTED);
    }

    @Test
    void holders_that_the_server_names_are_those_expected_or_not() {
        assertThat(assess(waits("VIEW", true, "a"))).isEqualTo(Assessment.ACCEPTED);
        assertThat(assess(waits("VIEW", true, "a", "connection 7"))).isEqualTo(Assessment.REFUSED);
    }

    @Test
    void the_only_session_that_can_hold_it_is_the_holder() {
        assertThat(assess(waits("VIEW", false, "a"))).isEqualTo(Assessment.ACCEPTED);
        expecting("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: [a, c]");
        assertThat(assess(waits(LockWait.TRANSACTIONS, false, "a", "c"))).isEqualTo(Assessment.POSSIBLE);
    }

    @Test
    void where_the_server_may_still_name_the_holder_a_wait_is_left_open_for_two_seconds() {
        Duration almost = Duration.ofSeconds(2).minusNanos(1);
        for (String view : List.of(LockWait.TRANSACTIONS, InnodbStatus.VIEW)) {
            assertThat(assess(waits(view, false), almost)).isEqualTo(Assessment.POSSIBLE);
            assertThat(assess(waits(view, false, "a", "connection 7"), almost)).isEqualTo(Assessment.POSSIBLE);
            assertThat(assess(waits(view, false, "connection 7"), almost)).isEqualTo(Assessment.DOUBTFUL);
            assertThat(assess(waits(view, false), Duration.ofSeconds(2))).isEqualTo(Assessment.ACCEPTED);
            assertThat(assess(waits(view, false, "connection 7"), Duration.ofSeconds(2)))
                    .isEqualTo(Assessment.REFUSED);
        }
    }

    @Test
    void a_view_that_names_no_holder_later_decides_at_once() {
        assertThat(assess(waits("VIEW", false))).isEqualTo(Assessment.ACCEPTED);
        assertThat(assess(waits("VIEW", false, "connection 7"))).isEqualTo(Assessment.REFUSED);
    }

    @Test
    void a_step_with_a_short_limit_leaves_it_open_for_half_of_that() {
        expecting("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a", "  limit: 3s");

        assertThat(assess(waits(LockWait.TRANSACTIONS, false), Duration.ofMillis(1_499)))
                .isEqualTo(Assessment.POSSIBLE);
        assertThat(assess(waits(LockWait.TRANSACTIONS, false), Duration.ofMillis(1_500)))
                .isEqualTo(Assessment.ACCEPTED);
    }

    @Test
    void a_wait_for_another_than_the_expected_session_is_wrong_whoever_is_at_work() {
        steps.begin(1, Duration.ZERO);

        assertThat(checker()
                        .persistentWait(waiting, waits("VIEW", true, "connection 7"))
                        .orElseThrow()
                        .got())
                .isEqualTo("it waits for connection 7 (VIEW)");
    }

    @Test
    void an_unexpected_wait_is_wrong_only_when_no_other_step_can_end_it() {
        expecting("- a: SELECT 1", "- b: SELECT 2");
        ScenarioEvent.Waits waits = waits("VIEW", true, "a");
        assertThat(checker().persistentWait(waiting, waits).orElseThrow().got())
                .isEqualTo("it waits for a (VIEW); if it is to wait, expect that with 'blocks: a'");

        RunningStep other = steps.begin(1, Duration.ZERO);
        assertThat(checker().persistentWait(waiting, waits)).isEmpty();

        other.waits(waits("VIEW", true, "b"), 0, 0);
        assertThat(checker()
                        .persistentWait(waiting, waits("VIEW", true, "a", "c"))
                        .orElseThrow()
                        .got())
                .isEqualTo("it waits for a, c (VIEW); if it is to wait, expect that with 'blocks: true'");
    }

    @Test
    void a_step_that_ends_before_the_server_named_the_holder_waited_for_those_that_could_be() {
        ScenarioEvent.Waits possible = waits(LockWait.TRANSACTIONS, false);
        waiting.mayWaitFor(possible, 5);
        steps.begin(1, Duration.ZERO);
        steps.end("a", Duration.ofNanos(10));
        RunningStep ended = steps.execution().end("b", RunningSteps.changed(), 20);

        assertThat(checker().ended(ended, RunningSteps.changed())).isEmpty();

        assertThat(reported)
                .containsExactly(
                        possible,
                        new ScenarioEvent.Noted("step 2, b: the server did not name whom it waited for, so that this is"
                                + " not proved"));
    }

    @Test
    void a_step_that_continues_while_the_expected_session_did_nothing_did_not_wait_for_it() {
        steps.begin(1, Duration.ZERO);
        steps.end("a", Duration.ofNanos(5));
        waiting.waits(waits(LockWait.TRANSACTIONS, false), 5, 5);
        RunningStep ended = steps.execution().end("b", RunningSteps.changed(), 20);

        assertThat(checker().ended(ended, RunningSteps.changed()).orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it waits for a", "it continued while a did nothing");
    }

    @Test
    void a_wait_whose_holder_the_server_named_needs_no_other_sign() {
        waiting.waits(waits("VIEW", true, "a"), 5, 5);
        RunningStep ended = steps.execution().end("b", RunningSteps.changed(), 20);

        assertThat(checker().ended(ended, RunningSteps.changed())).isEmpty();
    }

    @Test
    void a_step_that_fails_while_it_waits_for_one_that_is_not_named_does_not_prove_for_whom() {
        expecting("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a", "  error: 1213");
        waiting.waits(waits(LockWait.TRANSACTIONS, false, "a"), 5, 5);
        StepResult deadlock = new StepResult(
                Optional.empty(),
                Optional.of(ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1213, "40001")),
                "it failed",
                0,
                Instant.EPOCH,
                Duration.ofMillis(5));
        RunningStep ended = steps.execution().end("b", deadlock, 20);

        assertThat(checker().ended(ended, deadlock)).isEmpty();

        assertThat(reported)
                .containsExactly(new ScenarioEvent.Noted("step 2, b: the server did not name whom it waited for, and it"
                        + " ended without being released, so that this is not proved"));
    }
}
