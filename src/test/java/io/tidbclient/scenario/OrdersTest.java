package io.tidbclient.scenario;

import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersTest {
    private static final Scenario SCENARIO =
            TestScripts.steps("- a: BEGIN", "- b: BEGIN", "- a: COMMIT", "- b: COMMIT");
    private static final List<Step> STEPS = steps(SCENARIO);
    private static final Orders ORDERS = orders(SCENARIO);

    private static List<Step> steps(Scenario scenario) {
        return scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .toList();
    }

    private static Orders orders(Scenario scenario) {
        return new Orders(steps(scenario), scenario::connections);
    }

    @Test
    void there_are_six_orders_of_two_and_two() {
        assertThat(ORDERS.first(1000)).hasSize(6).doesNotHaveDuplicates().startsWith(STEPS);
        assertThat(ORDERS.first(1000)).allMatch(ORDERS::has);
        assertThat(ORDERS.first(4)).hasSize(4);
    }

    @Test
    void a_sample_depends_on_the_seed_alone() {
        List<List<Step>> one = ORDERS.sample(3, new SplittableRandom(7));
        assertThat(one).hasSize(3).doesNotHaveDuplicates().isEqualTo(ORDERS.sample(3, new SplittableRandom(7)));
        assertThat(new HashSet<>(ORDERS.sample(100, new SplittableRandom(7)))).hasSize(6);
    }

    @Test
    void every_order_of_a_sample_is_equally_likely() {
        Orders oneAndThree = orders(TestScripts.steps("- a: BEGIN", "- b: BEGIN", "- b: SELECT 1", "- b: COMMIT"));
        SplittableRandom random = new SplittableRandom(7);

        long written = IntStream.range(0, 4000)
                .filter(i -> oneAndThree
                        .sample(1, random)
                        .getFirst()
                        .getFirst()
                        .session()
                        .equals("a"))
                .count();

        assertThat(written).isBetween(900L, 1100L);
    }

    @Test
    void a_sessions_own_steps_do_not_change_places() {
        assertThat(ORDERS.has(STEPS.reversed())).isFalse();
    }

    @Test
    void a_groups_step_stays_among_those_of_each_of_its_members() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: {w: {count: 2}, r: }
                steps: [{w1: BEGIN}, {w2: BEGIN}, {w: COMMIT}, {w1: SELECT 1}]
                """);
        List<Step> steps = steps(scenario);

        assertThat(orders(scenario).first(1000))
                .containsExactly(steps, List.of(steps.get(1), steps.get(0), steps.get(2), steps.get(3)));
        assertThat(orders(scenario).has(List.of(steps.get(0), steps.get(1), steps.get(3), steps.get(2))))
                .isFalse();
        assertThat(orders(scenario).sample(100, new SplittableRandom(7))).hasSize(2);
    }
}
