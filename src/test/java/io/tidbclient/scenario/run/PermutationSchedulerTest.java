package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class PermutationSchedulerTest {
    /** Steps are numbered in the order that is run. */
    static ControllerHarness of(Scenario scenario, int... order) {
        List<Step> steps = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .toList();
        return new ControllerHarness(
                scenario,
                Optional.of(IntStream.of(order).mapToObj(i -> steps.get(i - 1)).toList()));
    }

    @Test
    void an_order_in_which_a_step_is_due_whose_session_still_waits_is_impossible() throws InterruptedException {
        Scenario scenario =
                TestScripts.steps("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "- b: COMMIT", "- a: COMMIT");
        ControllerHarness harness = of(scenario, 1, 2, 3, 4).waitsUntil(4, 2, true, "a");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.impossible().orElseThrow())
                .isEqualTo(
                        "s.yaml:6:5: step 3, b: COMMIT: expected that it can begin, got b still in step 2, waiting for"
                                + " a (VIEW)");
        assertThat(harness.released()).containsExactly(1, 2);
    }

    @Test
    void an_order_in_which_a_step_comes_after_one_that_still_waits_is_impossible() throws InterruptedException {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: [a, b, c]
                steps:
                  - a: UPDATE t SET v = 1
                  - {name: x, b: UPDATE t SET v = 2}
                  - {c: SELECT 1, after: x}
                  - a: COMMIT
                """);
        ControllerHarness harness = of(scenario, 1, 2, 3, 4).waitsUntil(4, 2, true, "a");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.impossible().orElseThrow())
                .isEqualTo("s.yaml:6:5: step 3, c: SELECT 1: expected that it can begin, got b still in step 2 (x),"
                        + " waiting for a (VIEW)");
        assertThat(harness.released()).containsExactly(1, 2);
    }

    @Test
    void a_step_whose_session_continues_because_of_the_one_before_begins_in_its_place() throws InterruptedException {
        Scenario scenario =
                TestScripts.steps("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "- a: COMMIT", "- b: COMMIT");
        ControllerHarness harness =
                of(scenario, 1, 2, 3, 4).waitsUntil(3, 2, true, "a").takes(2, Duration.ofMillis(80));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.impossible()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_step_that_is_listed_as_waiting_for_a_moment_makes_no_order_impossible() throws InterruptedException {
        Scenario scenario =
                TestScripts.steps("- a: UPDATE t SET v = 1", "- a: COMMIT", "- b: UPDATE t SET v = 2", "- b: COMMIT");
        ControllerHarness harness = of(scenario, 1, 2, 3, 4).isListedAsWaiting(3, Duration.ofMillis(400));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.impossible()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void what_the_steps_expect_in_the_written_order_does_not_count() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- a: UPDATE t SET v = 1", "  affected: 1", "- b: SELECT 2");

        assertThat(of(scenario, 2, 1).changes(2, 7).run()).isEmpty();
    }

    @Test
    void a_step_that_never_ends_is_a_difference() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- a: SELECT 1", "- b: SELECT 2");
        ControllerHarness harness = of(scenario, 2, 1).takes(1, Duration.ofHours(1));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly(
                        "that it ends within 10 s", "no end, waiting for an unknown session (no end within 1000 ms)");
    }

    @Test
    void an_error_that_no_order_explains_is_a_difference() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- a: SELECT 1", "- b: SELECT 2");

        for (Failure wrong : List.of(
                ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1064, "42000"),
                ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1146, "42S02"),
                ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 8048, "HY000"),
                ControllerHarness.failure(FailureKind.UNCLASSIFIED, 1305, "42000"),
                ControllerHarness.failure(FailureKind.CONNECTION_LOST, 0, "08S01"),
                ControllerHarness.failure(FailureKind.TIMED_OUT, 0, ""),
                ControllerHarness.failure(FailureKind.EXPECTATION_NOT_MET, 0, ""),
                ControllerHarness.failure(FailureKind.DEFECT, 0, ""))) {
            assertThat(of(scenario, 2, 1).fails(1, wrong).run()).as("%s", wrong).isPresent();
        }
        for (Failure explained : List.of(
                ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1213, "40001"),
                ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1062, "23000"),
                ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1317, "70100"))) {
            assertThat(of(scenario, 2, 1).fails(1, explained).run())
                    .as("%s", explained)
                    .isEmpty();
        }
    }

    @Test
    void an_error_that_the_step_expects_in_the_written_order_is_none_in_another() throws InterruptedException {
        Scenario scenario = TestScripts.steps("- a: SELECT 1", "- b: SELECT nonsense", "  error: 1054");
        Failure expected = ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1054, "42S22");

        assertThat(of(scenario, 2, 1).fails(1, expected).run()).isEmpty();
    }

    @Test
    void a_step_begins_when_the_one_before_has_ended() throws InterruptedException {
        ControllerHarness harness =
                of(TestScripts.steps("- a: SELECT 1", "- b: SELECT 2"), 2, 1).takes(1, Duration.ofMillis(70));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(2)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void a_step_is_not_held_back_by_one_that_waits_when_it_comes_after_another() throws InterruptedException {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: [a, b, c]
                steps:
                  - {name: x, a: UPDATE t SET v = 1}
                  - b: UPDATE t SET v = 2
                  - {c: SELECT 1, after: x}
                  - a: COMMIT
                """);
        ControllerHarness harness = of(scenario, 1, 2, 3, 4).waitsUntil(4, 2, true, "a");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.impossible()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3, 4);
    }
}
