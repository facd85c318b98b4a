package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CycleOrderTest {
    private static final int[] WRITES = {Graph.WW, Graph.WW};
    private static final Cycle CYCLE = new Cycle(new int[] {1, 2}, WRITES);

    @Test
    void shorter_ones_come_first_then_those_of_earlier_transactions_then_those_of_earlier_kinds() {
        List<Cycle> ordered = List.of(
                CYCLE,
                new Cycle(new int[] {1, 2}, new int[] {Graph.WW, Graph.WR}),
                new Cycle(new int[] {1, 3}, WRITES),
                new Cycle(new int[] {0, 1, 2}, new int[] {Graph.WW, Graph.WW, Graph.WW}));

        assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void those_of_the_same_transactions_and_kinds_are_equal() {
        assertThat(new Cycle(new int[] {1, 2}, WRITES)).isEqualTo(CYCLE).hasSameHashCodeAs(CYCLE);
        assertThat(Stream.of(
                        new Cycle(new int[] {1, 3}, WRITES),
                        new Cycle(new int[] {1, 2}, new int[] {Graph.WW, Graph.WR})))
                .doesNotContain(CYCLE);
        assertThat(CYCLE.equals(new Object())).isFalse();
    }

    @Test
    void anti_dependency_alone_does_not_follow_another_one() {
        assertThat(new Cycle(new int[] {1}, new int[] {Graph.RW}).hasAdjacentAntiDependencies())
                .isFalse();
    }
}
