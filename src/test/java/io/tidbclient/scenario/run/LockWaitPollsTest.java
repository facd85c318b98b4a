package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.tidbclient.scenario.run.ControllerScripts.ofTwo;
import static io.tidbclient.scenario.run.ControllerScripts.queue;
import static org.assertj.core.api.Assertions.assertThat;

/** When the server is polled for waits. */
class LockWaitPollsTest {
    @Test
    void polls_come_early_where_a_wait_is_expected_and_late_where_none_is() throws InterruptedException {
        ControllerHarness harness = queue().waitsUnseenUntil(3, 2).changes(2, 1);
        ControllerHarness slow = ofTwo("- a: SELECT 1").takes(1, Duration.ofMillis(180));

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
        ControllerHarness harness = queue().waitsUnseenUntil(3, 2).changes(2, 1).sharesLockWaits(Duration.ofMillis(20));

        assertThat(harness.run()).isEmpty();

        // The first is the old one of somebody else, from 0 to 20; then each begins 110 after the end of the one
        // before.
        assertThat(harness.polls().stream().limit(4).map(Duration::toMillis)).containsExactly(25L, 130L, 260L, 390L);
    }

    @Test
    void a_poll_before_a_step_says_nothing_about_it_and_does_not_delay_the_next() throws InterruptedException {
        ControllerHarness harness =
                queue().waitsUntil(3, 2, true, "a").changes(2, 1).sharesLockWaits(Duration.ofMillis(60));

        assertThat(harness.run()).isEmpty();
        assertThat(harness.polls()).containsExactly(Duration.ofMillis(65), Duration.ofMillis(170));
        assertThat(harness.reported(ScenarioEvent.Waits.class).getFirst().at())
                .isEqualTo(Instant.EPOCH.plusMillis(230));
    }

    @Test
    void a_poll_before_a_step_does_not_count_as_one_of_its_polls() throws InterruptedException {
        ControllerHarness slow =
                ofTwo("- a: SELECT 1").takes(1, Duration.ofMillis(180)).sharesLockWaits(Duration.ZERO);

        assertThat(slow.run()).isEmpty();
        assertThat(slow.polls()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(110));
    }
}
