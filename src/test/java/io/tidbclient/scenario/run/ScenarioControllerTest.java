package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static io.tidbclient.scenario.run.ControllerScripts.ofThree;
import static io.tidbclient.scenario.run.ControllerScripts.ofTwo;
import static org.assertj.core.api.Assertions.assertThat;

/** The order in which steps are released, their limits, and what later steps know. */
class ScenarioControllerTest {
    private static final String NO_END = "no end; if it is to wait for another session, expect that with 'blocks'";

    @Test
    void a_step_is_released_when_the_one_before_it_has_ended() throws InterruptedException {
        ControllerHarness harness = ofTwo("- a: SELECT 1", "- b: SELECT 2").takes(1, Duration.ofMillis(70));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(2)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void a_cut_ends_the_statement_that_waits_and_begins_then() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "  error: CR_SERVER_LOST",
                        "- cut: b",
                        "- a: COMMIT")
                .waitsUntil(4, 2, true, "a");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3, 4);
        assertThat(harness.released(3)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_step_begins_when_the_one_that_it_names_has_ended() throws InterruptedException {
        ControllerHarness harness = new ControllerHarness(TestScripts.one("""
                scenario: s
                sessions: [a, b, c]
                steps:
                  - parallel:
                      - - {a: SELECT 1, after: x}
                        - a: SELECT 2
                      - - b: SELECT 3
                        - {name: x, b: SELECT 4}
                      - - c: SELECT 5
                """))
                .takes(3, Duration.ofMillis(30))
                .takes(4, Duration.ofMillis(70));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released()).containsExactly(3, 5, 4, 1, 2);
        assertThat(harness.released(1)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void a_step_that_comes_after_one_that_waits_lets_others_begin_before() throws InterruptedException {
        ControllerHarness harness = new ControllerHarness(TestScripts.one("""
                scenario: s
                sessions: [a, b, c]
                steps:
                  - a: UPDATE t SET v = 1
                  - {name: x, b: UPDATE t SET v = 2, blocks: a}
                  - parallel:
                      - - {c: SELECT 1, after: x}
                      - - {a: COMMIT, unblocks: b}
                """))
                .waitsUntil(4, 2, true, "a")
                .takes(2, Duration.ofMillis(20));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 4, 3);
    }

    @Test
    void an_unexpected_failure_ends_it() throws InterruptedException {
        ControllerHarness harness = ofTwo("- a: SELECT 1", "- b: SELECT 2")
                .fails(1, ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1064, "42000"));

        assertThat(harness.run().orElseThrow().got()).isEqualTo("error 1064: it failed");
        assertThat(harness.released()).containsExactly(1);
    }

    @Test
    void a_step_that_does_not_end_in_time_is_a_difference() throws InterruptedException {
        ControllerHarness harness =
                ofTwo("- a: SELECT 1", "  limit: 2s", "- b: SELECT 2").takes(1, Duration.ofHours(1));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it ends within 2000 ms", NO_END);
        assertThat(harness.released()).containsExactly(1);
        assertThat(harness.polls().getLast()).isEqualTo(Duration.ofMillis(2_050));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void a_limit_holds_though_the_time_of_day_jumps(Duration jump) throws InterruptedException {
        ControllerHarness inTime = ofTwo("- {a: SELECT 1, limit: 2s}").timeOfDayJumps(jump);
        assertThat(inTime.takes(1, Duration.ofMillis(1_990)).run()).isEmpty();

        ControllerHarness late = ofTwo("- {a: SELECT 1, limit: 2s}").timeOfDayJumps(jump);
        assertThat(late.takes(1, Duration.ofSeconds(30)).run().orElseThrow().got())
                .isEqualTo(NO_END);
        assertThat(late.polls().getLast()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_session_may_wait_for_longer_than_its_next_step_may_take() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1",
                        "- b: UPDATE t SET v = 2",
                        "  blocks: a",
                        "  error: 1205",
                        "  limit: 30s",
                        "- b: COMMIT",
                        "  limit: 2s")
                .takes(2, Duration.ofSeconds(15))
                .fails(2, ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1205, "HY000"));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(3)).isEqualTo(Duration.ofMillis(15_001));
    }

    @Test
    void what_a_step_saves_later_ones_know() throws InterruptedException {
        ControllerHarness harness = ofTwo("- a: SELECT 7", "  save: x", "- b: SELECT :x")
                .answers(1, new Answer(List.of("n"), List.of(true), List.of(List.of("7")), -1));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.known(2)).containsEntry("x", Scalar.Numeric.of(7));
    }

    @Test
    void nothing_to_save_is_a_difference() throws InterruptedException {
        ControllerHarness harness =
                ofTwo("- a: SELECT 7", "  save: x").answers(1, new Answer(List.of("n"), List.of(true), List.of(), -1));

        assertThat(harness.run().orElseThrow().expected()).isEqualTo("a row to save from");
    }

    @Test
    void tracks_run_side_by_side_and_meet_at_their_barrier() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- parallel:",
                        "    - [{a: SELECT 1}, {barrier: here}, {a: SELECT 2}]",
                        "    - [{b: SELECT 3}, {barrier: here}, {b: SELECT 4}]")
                .takes(3, Duration.ofMillis(80));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(3)).isEqualTo(Duration.ZERO);
        assertThat(harness.released(2)).isEqualTo(Duration.ofMillis(80));
        assertThat(harness.released(4)).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void the_limit_of_a_step_is_counted_from_its_release() throws InterruptedException {
        ControllerHarness harness = ofTwo("- a: SELECT 1", "- b: SELECT 2", "  limit: 2s")
                .takes(1, Duration.ofSeconds(5))
                .takes(2, Duration.ofMillis(1_500));

        assertThat(harness.run()).isEmpty();
    }

    @Test
    void a_step_knows_the_round_of_the_loop_it_is_in() throws InterruptedException {
        ControllerHarness harness = ofTwo("- {repeat: 2, as: round, steps: [{a: 'SELECT :round'}]}");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.known(1)).containsEntry("round", Scalar.Numeric.of(1));
        assertThat(harness.known(2)).containsEntry("round", Scalar.Numeric.of(2));
    }

    @Test
    void a_step_that_waits_as_it_should_for_longer_than_its_limit_is_a_difference() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- parallel:",
                        "    - [{a: SELECT SLEEP(5)}]",
                        "    - [{b: UPDATE t SET v = 2, blocks: a, limit: 1s}]")
                .takes(1, Duration.ofHours(1))
                .isListedAsWaitingFor(2, Duration.ofHours(1), "a");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly(
                        "step 2, b: UPDATE t SET v = 2",
                        "that it waits for a within 1000 ms",
                        "no end, waiting for a (VIEW)");
    }

    @Test
    void another_sessions_step_that_cannot_begin_does_not_hold_a_wait_back() throws InterruptedException {
        ControllerHarness harness = ofThree(
                        "- a: UPDATE t SET v = 1",
                        "- {name: x, b: UPDATE t SET v = 2, blocks: a, limit: 1s}",
                        "- parallel:",
                        "    - [{c: SELECT 1, after: x}]",
                        "    - [{a: SELECT 2}]")
                .waitsUntil(9, 2, true, "a");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::got)
                .containsExactly("step 2 (x), b: UPDATE t SET v = 2", "no end, waiting for a (VIEW)");
    }

    @Test
    void a_track_without_a_barrier_does_not_hold_back_those_that_have_it() throws InterruptedException {
        ControllerHarness harness = ofThree(
                        "- parallel:",
                        "    - [{a: SELECT 1}, {barrier: here}, {a: SELECT 2}]",
                        "    - [{b: SELECT 3}, {barrier: here}, {b: SELECT 4}]",
                        "    - [{c: SELECT 5}]")
                .takes(5, Duration.ofSeconds(3));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(2)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void barriers_that_all_have_reached_take_no_time() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                "- parallel:",
                "    - [{barrier: k}, {barrier: l}, {barrier: m}, {barrier: n}, {a: SELECT 1}]",
                "    - [{barrier: k}, {barrier: l}, {barrier: m}, {barrier: n}]");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(1)).isZero();
    }

    @Test
    void a_wait_that_no_view_shows_is_taken_for_one_a_second_after_the_release() throws InterruptedException {
        ControllerHarness harness = ofTwo("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a")
                .takes(1, Duration.ofSeconds(2))
                .takes(2, Duration.ofMillis(900));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it waits for a", "it ended after 900 ms: ok");
    }
}
