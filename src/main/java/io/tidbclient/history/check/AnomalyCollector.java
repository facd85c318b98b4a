package io.tidbclient.history.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Counts anomalies, and keeps a few of each kind as examples. */
final class AnomalyCollector {
    private final Map<AnomalyKind, Long> counts = new EnumMap<>(AnomalyKind.class);
    private final Map<AnomalyKind, List<Anomaly>> direct = new EnumMap<>(AnomalyKind.class);
    private final Map<AnomalyKind, TreeSet<Cycle>> cycles = new EnumMap<>(AnomalyKind.class);
    private final Set<Long> known = new HashSet<>();

    /** Notes an anomaly that is no cycle. Its description is made only if it becomes an example. */
    void add(AnomalyKind kind, Supplier<Anomaly> description) {
        counts.merge(kind, 1L, Long::sum);
        List<Anomaly> examples = direct.computeIfAbsent(kind, any -> new ArrayList<>());
        if (examples.size() < HistoryVerdict.EXAMPLES) {
            examples.add(description.get());
        }
    }

    /** Notes a cycle, unless one of the same kind with the same transactions in the same order is known. */
    void add(Cycle cycle) {
        if (known.add(cycle.fingerprint())) {
            AnomalyKind kind = cycle.kind();
            counts.merge(kind, 1L, Long::sum);
            TreeSet<Cycle> examples = cycles.computeIfAbsent(kind, any -> new TreeSet<>());
            examples.add(cycle);
            if (examples.size() > HistoryVerdict.EXAMPLES) {
                examples.pollLast();
            }
        }
    }

    HistoryVerdict verdict(HistoryCounts history, Explainer explainer) {
        List<Anomaly> examples = new ArrayList<>();
        Set<ConsistencyModel> forbidding = new HashSet<>();
        for (AnomalyKind kind : counts.keySet()) {
            forbidding.addAll(kind.rulesOut());
            examples.addAll(direct.getOrDefault(kind, List.of()));
            for (Cycle cycle : cycles.getOrDefault(kind, new TreeSet<>())) {
                examples.add(explainer.cycle(cycle));
            }
        }
        return new HistoryVerdict(history, counts, examples, ConsistencyModel.allImplyingAny(forbidding));
    }
}
