package io.tidbclient.history.check;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a history shows. Anomalies prove that models do not hold; their absence proves nothing about other histories of the
 * same database.
 *
 * @param counts how much was checked; see {@link HistoryCounts#provesSomething()}
 * @param found how often each kind was found; kinds that were not found are absent. For kinds that are not
 *     {@linkplain AnomalyKind#cyclic() cyclic}, the reads or appends that show it ({@link AnomalyKind#LOST_UPDATE}: versions
 *     that several transactions updated). For cyclic ones, distinct cycles that the search found: at least one if there is
 *     any, and a lower bound, since a history can have exponentially many
 * @param examples at most {@link #EXAMPLES} of each kind, worst kinds first, of each kind the shortest first
 * @param ruledOut the models that do not hold, with all stronger ones
 */
public record HistoryVerdict(
        HistoryCounts counts, Map<AnomalyKind, Long> found, List<Anomaly> examples, Set<ConsistencyModel> ruledOut) {
    /** Most examples of a kind. */
    public static final int EXAMPLES = 8;

    public HistoryVerdict {
        Objects.requireNonNull(counts);
        Map<AnomalyKind, Long> sorted = new EnumMap<>(AnomalyKind.class);
        sorted.putAll(found);
        found = Collections.unmodifiableMap(sorted);
        examples = List.copyOf(examples);
        Set<ConsistencyModel> models = EnumSet.noneOf(ConsistencyModel.class);
        models.addAll(ruledOut);
        ruledOut = Collections.unmodifiableSet(models);
    }

    /** Whether the history proves that the database did not keep to this model. */
    public boolean violates(ConsistencyModel model) {
        return ruledOut.contains(model);
    }

    /** The strongest models that the history does not rule out; empty when it rules out all. */
    public Set<ConsistencyModel> strongestNotRuledOut() {
        Set<ConsistencyModel> models = EnumSet.allOf(ConsistencyModel.class);
        models.removeAll(ruledOut);
        return ConsistencyModel.strongest(models);
    }
}
