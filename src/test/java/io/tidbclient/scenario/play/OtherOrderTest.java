package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.script.Scripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class OtherOrderTest {
    /** Steps are numbered in the order that is played. */
    static Rehearsal of(Scenario scenario, int... order) {
        List<Step> steps = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .toList();
        return new Rehearsal(
                scenario,
                Optional.of(IntStream.of(order).mapToObj(i -> steps.get(i - 1)).toList()));
    }

    @Test
    void a_step_whose_session_still_waits_is_put_off() throws InterruptedException {
        Scenario scenario =
                Scripts.steps("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "- b: COMMIT", "- a: COMMIT");
        Rehearsal stage = of(scenario, 1, 2, 3, 4).waitsUntil(4, 2, true, "a");

        assertThat(stage.play()).isEmpty();
        assertThat(stage.released()).containsExactly(1, 2, 4, 3);
    }

    @Test
    void what_the_steps_expect_in_the_written_order_does_not_count() throws InterruptedException {
        Scenario scenario = Scripts.steps("- a: UPDATE t SET v = 1", "  affected: 1", "- b: SELECT 2");

        assertThat(of(scenario, 2, 1).changes(2, 7).play()).isEmpty();
    }

    @Test
    void a_step_that_never_ends_is_a_difference() throws InterruptedException {
        Scenario scenario = Scripts.steps("- a: SELECT 1", "- b: SELECT 2");
        Rehearsal stage = of(scenario, 2, 1).takes(1, Duration.ofHours(1));

        assertThat(stage.play().orElseThrow())
                .extracting(Difference::expected, Difference::got)
                .containsExactly("an end within 10 s", "no end, waiting for somebody (no end within 1000 ms)");
    }
}
