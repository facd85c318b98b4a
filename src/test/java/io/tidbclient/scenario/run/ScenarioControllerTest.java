package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioControllerTest {
    private static final String NO_END = "no end; if it is to wait for another session, expect that with 'blocks'";
    private static final String[] QUEUE = {
        "- a: UPDATE t SET v = 1",
        "- b: UPDATE t SET v = 2",
        "  blocks: a",
        "  affected: 1",
        "- a: COMMIT",
        "  unblocks: b"
    };

    private static ControllerHarness of(String... lines) {
        return new ControllerHarness(TestScripts.steps(lines));
    }

    private static ControllerHarness ofThree(String... lines) {
        return new ControllerHarness(
                TestScripts.one("scenario: s\nsessions: [a, b, c]\nsteps:\n  " + String.join("\n  ", lines) + "\n"));
    }

    @Test
    void a_step_is_released_when_the_one_before_it_has_ended() throws InterruptedException {
        ControllerHarness harness = of("- a: SELECT 1", "- b: SELECT 2").takes(1, Duration.ofMillis(70));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(2)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void a_step_that_waits_as_expected_lets_the_next_one_begin() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).waitsUntil(3, 2, true, "a").changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3);
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().by()).containsExactly("a");
    }

    @Test
    void a_cut_ends_the_statement_that_waits_and_begins_then() throws InterruptedException {
        ControllerHarness harness = of(
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
    void what_else_is_expected_of_a_step_that_waits_is_compared_when_it_ends() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).waitsUntil(3, 2, true, "a").changes(2, 0);

        assertThat(harness.run().orElseThrow().sentence())
                .isEqualTo("s.yaml:5:5: step 2, b: UPDATE t SET v = 2: expected 1 rows changed, got ok");
    }

    @Test
    void a_step_that_is_expected_to_wait_and_ends_is_a_difference() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).changes(2, 1);

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it waits for a", "it ended after 1 ms: 1 row");
    }

    @Test
    void a_step_that_waits_for_an_unexpected_session_fails_after_300_ms() throws InterruptedException {
        ControllerHarness harness = ofThree("- a: SELECT 1", "- c: UPDATE t SET v = 2", "  blocks: a", "- a: COMMIT")
                .waitsUntil(3, 2, true, "b");

        ExpectationFailure expectationFailure = harness.run().orElseThrow();

        assertThat(expectationFailure.expected()).isEqualTo("that it waits for a");
        assertThat(expectationFailure.got()).isEqualTo("it waits for b (VIEW)");
        assertThat(harness.polls().getLast()).isBetween(Duration.ofMillis(300), Duration.ofMillis(400));
    }

    @Test
    void an_unexpected_wait_is_an_expectation_failure() throws InterruptedException {
        ControllerHarness harness =
                of("- a: SELECT 1", "- b: SELECT 2", "- a: COMMIT").waitsUntil(3, 2, true, "a");

        ExpectationFailure expectationFailure = harness.run().orElseThrow();

        assertThat(expectationFailure.what()).isEqualTo("step 2, b: SELECT 2");
        assertThat(expectationFailure.got()).isEqualTo("it waits for a (VIEW)");
    }

    @Test
    void a_wait_that_no_view_shows_is_taken_for_one_after_a_second() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).waitsUnseenUntil(3, 2).changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().how()).isEqualTo("no end within 1000 ms");
    }

    @Test
    void a_step_that_does_not_end_in_time_is_a_difference() throws InterruptedException {
        ControllerHarness harness =
                of("- a: SELECT 1", "  limit: 2s", "- b: SELECT 2").takes(1, Duration.ofHours(1));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("an end within 2000 ms", NO_END);
        assertThat(harness.released()).containsExactly(1);
    }

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
        ControllerHarness harness = of(
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
        ControllerHarness harness = of(
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
        ControllerHarness harness = of(
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
        ControllerHarness harness = of(
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

    private static final String[] THREE = {
        "- a: UPDATE t SET v = 1 WHERE id = 1",
        "- c: UPDATE t SET v = 1 WHERE id = 2",
        "- b: UPDATE t SET v = 2",
        "  blocks: a",
        "- a: COMMIT"
    };

    private static List<String> notes(ControllerHarness harness) {
        return harness.reported(ScenarioEvent.Noted.class).stream()
                .map(ScenarioEvent.Noted::what)
                .toList();
    }

    @Test
    void a_wait_for_one_of_several_possible_holders_passes_with_a_note_once_none_is_named()
            throws InterruptedException {
        ControllerHarness harness = ofThree(THREE).waitsUntil(4, 3, "TIDB_TRX", "a", "c");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(4)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(notes(harness))
                .containsExactly("step 3, b: the server did not name whom it waited for, a or c could hold the lock");
    }

    @Test
    void several_possible_holders_are_not_taken_for_several_holders_at_once() throws InterruptedException {
        String[] both = THREE.clone();
        both[3] = "  blocks: [a, c]";
        ControllerHarness harness = ofThree(both).waitsUntil(4, 3, "TIDB_TRX", "a", "c");

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released(4)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(notes(harness)).hasSize(1);
    }

    @Test
    void a_deduced_holder_that_is_not_the_expected_one_is_a_difference() throws InterruptedException {
        ControllerHarness harness = ofThree(THREE).waitsUntil(4, 3, "TIDB_TRX", "c");

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it waits for c (deduced from TIDB_TRX)");
    }

    @Test
    void a_deduced_wait_that_ends_while_the_holder_does_nothing_is_a_difference() throws InterruptedException {
        ControllerHarness harness = ofThree(
                        "- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a", "- c: SELECT SLEEP(2)")
                .waitsUntil(3, 2, "TIDB_TRX", "a");

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it continued while a did nothing");
    }

    @Test
    void a_pass_that_rests_on_a_deduction_says_so() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).waitsUntil(3, 2, "TIDB_TRX", "a").changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness))
                .containsExactly("step 2, b: the server did not name whom it waited for, a is deduced as the only one"
                        + " that could hold the lock");
    }

    @Test
    void a_named_holder_that_did_nothing_when_the_wait_ended_is_noted() throws InterruptedException {
        ControllerHarness alone = of("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a")
                .isListedAsWaitingFor(2, Duration.ofMillis(500), "a");
        ControllerHarness released = of(QUEUE).waitsUntil(3, 2, true, "a").changes(2, 1);

        assertThat(alone.run()).isEmpty();
        assertThat(released.run()).isEmpty();

        assertThat(notes(alone)).containsExactly("step 2, b: it continued while a did nothing");
        assertThat(notes(released)).isEmpty();
    }

    @Test
    void a_wait_for_a_named_holder_that_ends_with_an_error_has_no_note() throws InterruptedException {
        ControllerHarness harness = of(
                        "- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a", "  error: 1213")
                .isListedAsWaitingFor(2, Duration.ofMillis(500), "a")
                .fails(2, ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1213, "40001"));

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness)).isEmpty();
    }

    @Test
    void a_step_that_takes_long_does_not_wait_where_the_views_show_every_wait() throws InterruptedException {
        ControllerHarness harness = of("- b: SELECT SLEEP(2)", "  blocks: a", "- a: SELECT 1")
                .takes(1, Duration.ofSeconds(2))
                .seesAllWaits();

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it ended after 2000 ms: ok");
    }

    @Test
    void a_user_lock_that_times_out_while_its_holder_is_unknown_passes_with_a_note() throws InterruptedException {
        ControllerHarness harness = of("- b: SELECT GET_LOCK('x', 2)", "  blocks: a", "  rows: [[0]]")
                .takes(1, Duration.ofSeconds(2))
                .answers(1, new Answer(List.of("l"), List.of(true), List.of(List.of("0")), -1));

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness))
                .containsExactly("step 1, b: no view showed its wait; that it waited, and for whom, is deduced from no"
                        + " end within 1000 ms");
    }

    @Test
    void a_session_that_is_not_let_go_in_time_is_a_difference() throws InterruptedException {
        ControllerHarness harness = of(
                        "- a: SELECT 1", "- b: SELECT 2", "  blocks: a", "- a: COMMIT", "  unblocks: b", "  limit: 1s")
                .waitsUntil(9, 2, true, "a");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it unblocks b", "b still in step 2, waiting for a (VIEW)");
    }

    @Test
    void a_session_may_wait_for_longer_than_its_next_step_may_take() throws InterruptedException {
        ControllerHarness harness = of(
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
    void an_unexpected_failure_ends_it() throws InterruptedException {
        ControllerHarness harness = of("- a: SELECT 1", "- b: SELECT 2")
                .fails(1, ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1064, "42000"));

        assertThat(harness.run().orElseThrow().got()).isEqualTo("error 1064: it failed");
        assertThat(harness.released()).containsExactly(1);
    }

    @Test
    void what_a_step_saves_later_ones_know() throws InterruptedException {
        ControllerHarness harness = of("- a: SELECT 7", "  save: x", "- b: SELECT :x")
                .answers(1, new Answer(List.of("n"), List.of(true), List.of(List.of("7")), -1));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.known(2)).containsEntry("x", Scalar.Numeric.of(7));
    }

    @Test
    void nothing_to_save_is_a_difference() throws InterruptedException {
        ControllerHarness harness =
                of("- a: SELECT 7", "  save: x").answers(1, new Answer(List.of("n"), List.of(true), List.of(), -1));

        assertThat(harness.run().orElseThrow().expected()).isEqualTo("a row to save from");
    }

    @Test
    void tracks_run_side_by_side_and_meet_at_their_barrier() throws InterruptedException {
        ControllerHarness harness = of(
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
    void where_the_server_names_no_holder_the_one_expected_must_have_done_something() throws InterruptedException {
        ControllerHarness harness = ofThree("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a", "- c: COMMIT")
                .waitsUntil(3, 2, false, "a", "c")
                .takes(2, Duration.ofMillis(0));

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it continued while a did nothing");
    }

    @Test
    void polls_come_early_where_a_wait_is_expected_and_late_where_none_is() throws InterruptedException {
        ControllerHarness harness = of(QUEUE).waitsUnseenUntil(3, 2).changes(2, 1);
        ControllerHarness slow = of("- a: SELECT 1").takes(1, Duration.ofMillis(180));

        assertThat(harness.run()).isEmpty();
        assertThat(slow.run()).isEmpty();

        assertThat(harness.polls().subList(0, 4).stream()
                        .map(poll -> poll.minus(harness.released(2)).toMillis())
                        .toList())
                .containsExactly(4L, 10L, 20L, 50L);
        assertThat(slow.polls()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(150));
    }

    @Test
    void polls_that_are_shared_are_asked_for_when_there_is_a_new_one() throws InterruptedException {
        ControllerHarness harness =
                of(QUEUE).waitsUnseenUntil(3, 2).changes(2, 1).sharesLockWaits(Duration.ofMillis(20));

        assertThat(harness.run()).isEmpty();

        // The first is the old one of somebody else, from 0 to 20; then each begins 110 after the end of the one
        // before.
        assertThat(harness.polls().stream().limit(4).map(Duration::toMillis)).containsExactly(25L, 130L, 260L, 390L);
    }

    @Test
    void a_poll_before_a_step_says_nothing_about_it_and_does_not_delay_the_next() throws InterruptedException {
        ControllerHarness harness =
                of(QUEUE).waitsUntil(3, 2, true, "a").changes(2, 1).sharesLockWaits(Duration.ofMillis(60));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.polls()).containsExactly(Duration.ofMillis(65), Duration.ofMillis(170));
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().at())
                .isEqualTo(Instant.EPOCH.plusMillis(230));
    }

    @Test
    void a_poll_before_a_step_does_not_count_as_one_of_its_polls() throws InterruptedException {
        ControllerHarness slow =
                of("- a: SELECT 1").takes(1, Duration.ofMillis(180)).sharesLockWaits(Duration.ZERO);

        assertThat(slow.run()).isEmpty();
        assertThat(slow.polls()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(110));
    }

    @Test
    void a_session_that_is_at_work_but_not_waiting_cannot_be_let_go() throws InterruptedException {
        ControllerHarness harness = of(
                        "- parallel:", "    - [{b: SELECT 1}]", "    - [{a: SELECT 2}, {a: COMMIT, unblocks: b}]")
                .takes(1, Duration.ofMillis(90));

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("that it unblocks b", "b was not waiting when the step began");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void a_limit_holds_though_the_time_of_day_jumps(Duration jump) throws InterruptedException {
        ControllerHarness inTime = of("- {a: SELECT 1, limit: 2s}").timeOfDayJumps(jump);
        assertThat(inTime.takes(1, Duration.ofMillis(1_990)).run()).isEmpty();

        ControllerHarness late = of("- {a: SELECT 1, limit: 2s}").timeOfDayJumps(jump);
        assertThat(late.takes(1, Duration.ofSeconds(30)).run().orElseThrow().got())
                .isEqualTo(NO_END);
        assertThat(late.polls().getLast()).isLessThan(Duration.ofSeconds(3));
    }
}
