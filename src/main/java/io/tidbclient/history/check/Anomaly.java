package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;

import java.util.List;
import java.util.Objects;

/**
 * One anomaly with what proves it.
 *
 * @param transactions those involved, each once; those of a cycle in the cycle's order
 * @param cycle the edges, each of which begins where the one before ends; empty for kinds that are not
 *     {@linkplain AnomalyKind#cyclic() cyclic}
 * @param explanation sentences: what each transaction did, with session and times, then what contradicts
 */
public record Anomaly(
        AnomalyKind kind, List<Transaction> transactions, List<Dependency> cycle, List<String> explanation) {
    public Anomaly {
        Objects.requireNonNull(kind);
        transactions = List.copyOf(transactions);
        cycle = List.copyOf(cycle);
        explanation = List.copyOf(explanation);
        if (transactions.isEmpty() || explanation.isEmpty()) {
            throw new IllegalArgumentException("an anomaly has transactions and an explanation");
        }
        if (kind.cyclic() == cycle.isEmpty()) {
            throw new IllegalArgumentException(kind.label() + (cycle.isEmpty() ? " needs a cycle" : " is no cycle"));
        }
    }
}
