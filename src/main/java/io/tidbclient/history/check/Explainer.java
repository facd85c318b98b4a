package io.tidbclient.history.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Describes anomalies: what each transaction did, and what contradicts. */
final class Explainer {
    private final Evidence evidence;
    private final Narration narration;
    private final DependencySentences dependencies;

    Explainer(Evidence evidence, boolean times) {
        this.evidence = evidence;
        this.narration = new Narration(evidence.history(), times);
        this.dependencies = new DependencySentences(evidence, narration);
    }

    Narration narration() {
        return narration;
    }

    /** An anomaly that is no cycle: transactions by their numbers in the history, and one sentence. */
    Anomaly direct(AnomalyKind kind, int[] transactions, String sentence) {
        return anomaly(kind, Arrays.stream(transactions).distinct().toArray(), List.of(), List.of(sentence));
    }

    Anomaly cycle(Cycle cycle) {
        List<Dependency> edges = IntStream.range(0, cycle.length())
                .mapToObj(i -> dependencies.dependency(cycle.node(i), cycle.node(i + 1), cycle.edge(i)))
                .toList();
        int[] transactions = IntStream.range(0, cycle.length())
                .map(i -> evidence.live().transaction(cycle.node(i)))
                .toArray();
        String path = IntStream.rangeClosed(0, cycle.length())
                .mapToObj(i -> narration.name(transactions[i % transactions.length]))
                .collect(Collectors.joining(", "));
        List<String> sentences =
                new ArrayList<>(edges.stream().map(Dependency::sentence).toList());
        sentences.add(
                "Each of these comes before the next one: " + path + ": no order of the transactions allows this");
        return anomaly(cycle.kind(), transactions, edges, sentences);
    }

    private Anomaly anomaly(AnomalyKind kind, int[] transactions, List<Dependency> cycle, List<String> sentences) {
        List<String> explanation = new ArrayList<>();
        Arrays.stream(transactions).forEach(transaction -> explanation.add(narration.transaction(transaction)));
        explanation.addAll(sentences);
        return new Anomaly(
                kind,
                Arrays.stream(transactions)
                        .mapToObj(evidence.history()::transaction)
                        .toList(),
                cycle,
                explanation);
    }
}
