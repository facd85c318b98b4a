package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.tidbclient.scenario.run.ControllerScripts.ofThree;
import static io.tidbclient.scenario.run.ControllerScripts.ofTwo;
import static io.tidbclient.scenario.run.ControllerScripts.queue;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code blocks}: a step waits as it is expected to, or does not. */
class ExpectedWaitTest {
    @Test
    void a_step_that_waits_as_expected_lets_the_next_one_begin() throws InterruptedException {
        ControllerHarness harness = queue().waitsUntil(3, 2, true, "a").changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(harness.released()).containsExactly(1, 2, 3);
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().by()).containsExactly("a");
    }

    @Test
    void what_else_is_expected_of_a_step_that_waits_is_compared_when_it_ends() throws InterruptedException {
        ControllerHarness harness = queue().waitsUntil(3, 2, true, "a").changes(2, 0);

        assertThat(harness.run().orElseThrow().sentence())
                .isEqualTo("s.yaml:5:5: step 2, b: UPDATE t SET v = 2: expected 1 row changed, got ok");
    }

    @Test
    void a_step_that_is_expected_to_wait_and_ends_is_a_difference() throws InterruptedException {
        ControllerHarness harness = queue().changes(2, 1);

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
                ofTwo("- a: SELECT 1", "- b: SELECT 2", "- a: COMMIT").waitsUntil(3, 2, true, "a");

        ExpectationFailure expectationFailure = harness.run().orElseThrow();

        assertThat(expectationFailure.what()).isEqualTo("step 2, b: SELECT 2");
        assertThat(expectationFailure.got())
                .isEqualTo("it waits for a (VIEW); if it is to wait, expect that with 'blocks: a'");
    }

    @Test
    void a_step_whose_session_still_waits_for_a_later_step_is_named_at_the_time_limit() throws InterruptedException {
        ControllerHarness harness = ofTwo(
                        "- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a", "- b: SELECT 3", "- a: COMMIT")
                .waitsUntil(4, 2, true, "a");

        assertThat(harness.run().orElseThrow())
                .extracting(ExpectationFailure::what, ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("step 3, b: SELECT 3", "that it can begin", "b still in step 2, waiting for a (VIEW)");
    }

    @Test
    void a_wait_that_no_view_shows_is_taken_for_one_after_a_second() throws InterruptedException {
        ControllerHarness harness = queue().waitsUnseenUntil(3, 2).changes(2, 1);

        assertThat(harness.run()).isEmpty();
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().how()).isEqualTo("no end within 1000 ms");
    }

    @Test
    void a_step_that_takes_long_does_not_wait_where_the_views_show_every_wait() throws InterruptedException {
        ControllerHarness harness = ofTwo("- b: SELECT SLEEP(2)", "  blocks: a", "- a: SELECT 1")
                .takes(1, Duration.ofSeconds(2))
                .seesAllWaits();

        assertThat(harness.run().orElseThrow().got()).isEqualTo("it ended after 2000 ms: ok");
    }
}
