package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Histories of stores that keep to a model by construction: seeded runs without a false alarm, 2,000 here and 10,000 in
 * {@link ThoroughSimulatedHistoryTest}. What a model allows has to appear, or the histories would be too tame to show anything.
 */
class SimulatedHistoryTest {
    private static final CheckOptions FINAL_READS = new CheckOptions(true, true);

    private final Map<AnomalyKind, Long> runsWith = new EnumMap<>(AnomalyKind.class);

    /** Of each store. */
    int runs() {
        return 500;
    }

    @Test
    void serial_execution_has_no_anomaly() {
        run(true, random -> new ReferenceStore.LatestCommitted(), ConsistencyModel.STRICT_SERIALIZABLE);

        assertThat(runsWith).isEmpty();
    }

    @Test
    void snapshot_store_keeps_to_strong_snapshot_isolation_and_shows_write_skew() {
        run(false, random -> new ReferenceStore.Snapshot(random, 0), ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);

        assertThat(runsWith.get(AnomalyKind.G2_ITEM)).isGreaterThan(runs() / 10);
        assertThat(runsWith.keySet())
                .containsOnly(AnomalyKind.G2_ITEM, AnomalyKind.G2_ITEM_PROCESS, AnomalyKind.G2_ITEM_REALTIME);
    }

    @Test
    void store_with_old_snapshots_keeps_to_snapshot_isolation_and_shows_stale_reads() {
        run(false, random -> new ReferenceStore.Snapshot(random, 3), ConsistencyModel.SNAPSHOT_ISOLATION);

        assertThat(runsWith.get(AnomalyKind.G_SINGLE_PROCESS)).isGreaterThan(runs() / 10);
        assertThat(runsWith.get(AnomalyKind.G_SINGLE_REALTIME)).isGreaterThan(runs() / 10);
        assertThat(runsWith).doesNotContainKeys(AnomalyKind.G_SINGLE, AnomalyKind.LOST_UPDATE, AnomalyKind.LOST_APPEND);
    }

    @Test
    void read_committed_store_keeps_to_read_committed_and_shows_read_skew_and_lost_updates() {
        run(false, random -> new ReferenceStore.LatestCommitted(), ConsistencyModel.READ_COMMITTED);

        assertThat(runsWith.get(AnomalyKind.G_SINGLE)).isGreaterThan(runs() / 2);
        assertThat(runsWith.get(AnomalyKind.LOST_UPDATE)).isGreaterThan(runs() / 10);
        assertThat(runsWith.get(AnomalyKind.INTERNAL)).isGreaterThan(runs() / 10);
        assertThat(runsWith).doesNotContainKeys(AnomalyKind.G0, AnomalyKind.G1A, AnomalyKind.G1B, AnomalyKind.G1C);
    }

    private void run(boolean atomic, Function<Random, ReferenceStore> store, ConsistencyModel model) {
        for (int seed = 0; seed < runs(); seed++) {
            Random random = new Random(seed);
            List<Transaction> history = Simulation.run(
                    store.apply(random),
                    random,
                    new Simulation.Size(4, 10 + seed % 30, 2 + seed % 3, 4, atomic, seed % 12));

            HistoryVerdict verdict = HistoryText.check(history, FINAL_READS);

            assertThat(verdict.violates(model))
                    .as("seed %d: %s", seed, verdict.examples())
                    .isFalse();
            verdict.found().keySet().forEach(kind -> runsWith.merge(kind, 1L, Long::sum));
        }
    }
}
