package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnomalyNamesTest {
    private static final List<Transaction> ONE =
            List.of(new Transaction(1, 0, TransactionOutcome.COMMITTED, 0, 1, List.of()));

    @Test
    void kind_is_named_with_the_order_that_it_needs() {
        assertThat(List.of(AnomalyKind.G_SINGLE, AnomalyKind.G_SINGLE_PROCESS, AnomalyKind.G_SINGLE_REALTIME))
                .extracting(AnomalyKind::label)
                .containsExactly("G-single", "G-single-process", "G-single-realtime");
        assertThat(List.of(AnomalyKind.G_SINGLE, AnomalyKind.G_SINGLE_PROCESS, AnomalyKind.G_SINGLE_REALTIME))
                .extracting(AnomalyKind::title)
                .containsExactly("read skew", "read skew by session order", "read skew by real-time order");
        assertThat(DependencyKind.values())
                .extracting(DependencyKind::label)
                .containsExactly("ww", "wr", "rw", "session", "realtime");
    }

    @Test
    void model_is_found_by_its_name_in_options() {
        assertThat(ConsistencyModel.named("snapshot-isolation")).hasValue(ConsistencyModel.SNAPSHOT_ISOLATION);
        assertThat(ConsistencyModel.named("snapshot isolation")).isEmpty();
        assertThat(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION.words()).isEqualTo("strong snapshot isolation");
    }

    @Test
    void cyclic_kind_needs_a_cycle_and_no_other_kind_has_one() {
        Dependency dependency =
                new Dependency(1, 1, DependencyKind.SESSION, OptionalLong.empty(), OptionalLong.empty(), "a sentence");

        assertThatThrownBy(() -> new Anomaly(AnomalyKind.G0, ONE, List.of(), List.of("a sentence")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("G0 needs a cycle");
        assertThatThrownBy(() -> new Anomaly(AnomalyKind.G1A, ONE, List.of(dependency), List.of("a sentence")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("G1a is no cycle");
    }

    @Test
    void counts_add_up_to_the_transactions() {
        assertThat(new HistoryCounts(1, 2, 4, 0, 0, 0, 0, 0, 0, 0).transactions())
                .isEqualTo(7);
    }
}
