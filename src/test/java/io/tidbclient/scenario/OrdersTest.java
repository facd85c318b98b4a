package io.tidbclient.scenario;

import io.tidbclient.scenario.script.Scripts;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersTest {
    private static final List<Step> STEPS =
            Scripts.steps("- a: BEGIN", "- b: BEGIN", "- a: COMMIT", "- b: COMMIT").steps().stream()
                    .map(block -> ((Block.One) block).step())
                    .toList();

    @Test
    void there_are_six_orders_of_two_and_two() {
        assertThat(Orders.count(STEPS)).isEqualTo(BigInteger.valueOf(6));
        assertThat(Orders.all(STEPS)).hasSize(6).doesNotHaveDuplicates().startsWith(STEPS);
        assertThat(Orders.all(STEPS)).allMatch(order -> Orders.keepsEachSessionsOrder(STEPS, order));
    }

    @Test
    void a_sample_depends_on_the_seed_alone() {
        List<List<Step>> one = Orders.sample(STEPS, 3, new SplittableRandom(7));
        assertThat(one).hasSize(3).doesNotHaveDuplicates().isEqualTo(Orders.sample(STEPS, 3, new SplittableRandom(7)));
        assertThat(new HashSet<>(Orders.sample(STEPS, 100, new SplittableRandom(7))))
                .hasSize(6);
    }

    @Test
    void a_sessions_own_steps_do_not_change_places() {
        assertThat(Orders.keepsEachSessionsOrder(STEPS, STEPS.reversed())).isFalse();
    }
}
