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
        int[] nodes = cycle.nodes();
        List<Dependency> edges = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            edges.add(dependencies.dependency(nodes[i], nodes[(i + 1) % nodes.length], cycle.kinds()[i]));
        }
        List<String> sentences =
                new ArrayList<>(edges.stream().map(Dependency::sentence).toList());
        int[] transactions =
                Arrays.stream(nodes).map(evidence.live()::transaction).toArray();
        String path = IntStream.rangeClosed(0, nodes.length)
                .mapToObj(i -> narration.name(transactions[i % nodes.length]))
                .collect(Collectors.joining(", "));
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
