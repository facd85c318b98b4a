package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.tidbclient.scenario.run.ControllerScripts.ofThree;
import static io.tidbclient.scenario.run.ControllerScripts.ofTwo;
import static io.tidbclient.scenario.run.ControllerScripts.queue;
import static org.assertj.core.api.Assertions.assertThat;

/** The holder that a wait is for: named by the server, deduced or unknown, and what is noted of it. */
class LockHolderTest {
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
    void where_the_server_names_no_holder_the_one_expected_must_have_done_something() throws InterruptedException {
        ControllerHarness harness = ofThree("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a", "- c: COMMIT")
                .waitsUntil(3, 2, false, "a", "c")
                .takes(2, Duration.ofMillis(0));

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it continued while a did nothing");
    }

    @Test
    void a_pass_that_rests_on_a_deduction_says_so() throws InterruptedException {
        ControllerHarness harness = queue().waitsUntil(3, 2, "TIDB_TRX", "a").changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness))
                .containsExactly("step 2, b: the server did not name whom it waited for, a is deduced as the only one"
                        + " that could hold the lock");
    }

    @Test
    void a_named_holder_that_did_nothing_when_the_wait_ended_is_noted() throws InterruptedException {
        ControllerHarness alone = ofTwo("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a")
                .isListedAsWaitingFor(2, Duration.ofMillis(500), "a");
        ControllerHarness released = queue().waitsUntil(3, 2, true, "a").changes(2, 1);

        assertThat(alone.run()).isEmpty();
        assertThat(released.run()).isEmpty();

        assertThat(notes(alone)).containsExactly("step 2, b: it continued while a did nothing");
        assertThat(notes(released)).isEmpty();
    }

    @Test
    void a_wait_for_a_named_holder_that_ends_with_an_error_has_no_note() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a", "  error: 1213")
                .isListedAsWaitingFor(2, Duration.ofMillis(500), "a")
                .fails(2, ControllerHarness.failure(FailureKind.TRANSACTION_CONFLICT, 1213, "40001"));

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness)).isEmpty();
    }

    @Test
    void a_user_lock_that_times_out_while_its_holder_is_unknown_passes_with_a_note() throws InterruptedException {
        ControllerHarness harness = ofTwo("- b: SELECT GET_LOCK('x', 2)", "  blocks: a", "  rows: [[0]]")
                .takes(1, Duration.ofSeconds(2))
                .answers(1, new Answer(List.of("l"), List.of(true), List.of(List.of("0")), -1));

        assertThat(harness.run()).isEmpty();
        assertThat(notes(harness))
                .containsExactly("step 1, b: no view showed its wait; that it waited, and for whom, is deduced from no"
                        + " end within 1000 ms");
    }
}
