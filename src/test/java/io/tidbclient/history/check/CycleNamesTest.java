package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of cycles, compared with all simple cycles of the same tiny history. */
class CycleNamesTest {
    private static final int HISTORIES = 3_000;
    private static final List<Corruption> CONSISTENT = List.of(
            Corruption.REORDER_TWO_APPENDS_IN_ALL_READS,
            Corruption.LENGTHEN_A_READ_TO_THE_FINAL_LIST,
            Corruption.SWAP_TWO_READS_OF_A_KEY,
            Corruption.SWAP_THE_TIMES_OF_TWO_TRANSACTIONS,
            Corruption.CUT_A_READ);

    /** What {@link NaiveCycles} does not handle: reads in which own appends are missing, or stand below others. */
    private static final Set<AnomalyKind> NOT_NAIVE = EnumSet.of(
            AnomalyKind.OWN_APPEND_MISSED,
            AnomalyKind.FUTURE_READ,
            AnomalyKind.REORDERED_APPENDS,
            AnomalyKind.INCOMPATIBLE_ORDER,
            AnomalyKind.INTERNAL);

    @Test
    void every_cycle_has_the_name_of_its_definition_and_the_worst_ones_are_found() {
        Map<AnomalyKind, Integer> seen = new EnumMap<>(AnomalyKind.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            ReferenceStore store =
                    seed % 3 == 0 ? new ReferenceStore.Snapshot(random, 2) : new ReferenceStore.LatestCommitted();
            HistoryEditor editor = new HistoryEditor(
                    Simulation.run(store, random, new Simulation.Size(3, 5, 2, 4, seed % 3 == 2, 0)), random);
            CONSISTENT.get(seed % CONSISTENT.size()).apply(editor);
            if (!editor.leavesAnAppendUnread()) {
                compare(seed, editor.history(), seen);
            }
        }
        assertThat(seen.keySet()).containsAll(EnumSet.range(AnomalyKind.G0, AnomalyKind.G2_ITEM_REALTIME));
    }

    private static void compare(int seed, List<Transaction> history, Map<AnomalyKind, Integer> seen) {
        HistoryVerdict verdict = HistoryText.check(history, CheckOptions.DEFAULT);
        Set<AnomalyKind> found = verdict.found().keySet().stream()
                .filter(AnomalyKind::cyclic)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AnomalyKind.class)));
        if (!Collections.disjoint(verdict.found().keySet(), NOT_NAIVE)) {
            return;
        }
        Set<AnomalyKind> all = NaiveCycles.of(history);

        assertThat(all).as("seed %d of %s", seed, history).containsAll(found);
        assertThat(found.isEmpty()).isEqualTo(all.isEmpty());
        assertThat(found.contains(AnomalyKind.G0)).isEqualTo(all.contains(AnomalyKind.G0));
        assertThat(found.contains(AnomalyKind.G1C)).isEqualTo(all.contains(AnomalyKind.G1C));
        boolean worse = all.contains(AnomalyKind.G0) || all.contains(AnomalyKind.G1C);
        if (!worse) { // otherwise the same transactions may be reported as the worse cycle
            assertThat(found.contains(AnomalyKind.G_SINGLE)).isEqualTo(all.contains(AnomalyKind.G_SINGLE));
        }
        if (all.size() == 1) {
            assertThat(found).isEqualTo(all);
        }
        assertThat(verdict.ruledOut()).as("seed %d of %s", seed, history).containsAll(ruledOutBy(all));
        for (Anomaly anomaly : verdict.examples()) {
            if (anomaly.kind().cyclic()) {
                assertThat(NaiveCycles.kind(
                                anomaly.cycle().stream().map(Dependency::kind).toList()))
                        .isEqualTo(anomaly.kind());
                assertChained(anomaly);
            }
        }
        found.forEach(kind -> seen.merge(kind, 1, Integer::sum));
    }

    private static Set<ConsistencyModel> ruledOutBy(Set<AnomalyKind> kinds) {
        return ConsistencyModel.allImplyingAny(
                kinds.stream().flatMap(kind -> kind.rulesOut().stream()).toList());
    }

    private static void assertChained(Anomaly anomaly) {
        List<Dependency> cycle = anomaly.cycle();
        for (int i = 0; i < cycle.size(); i++) {
            assertThat(cycle.get(i).to())
                    .isEqualTo(cycle.get((i + 1) % cycle.size()).from());
            assertThat(cycle.get(i).from())
                    .isEqualTo(anomaly.transactions().get(i).id());
        }
    }
}
