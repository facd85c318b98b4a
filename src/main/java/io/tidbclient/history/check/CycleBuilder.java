package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes a cycle of an edge and a path back from its end to its begin: without relays, and each transaction once. */
final class CycleBuilder {
    /** The graph that was searched. */
    private final Graph graph;

    /** Nodes of the searched graph for each transaction: 1, or 2 where the graph is one of {@link Graph#nonadjacent}. */
    private final int states;

    /** All edges between the transactions. */
    private final Graph all;

    /** The transactions' numbers in the cycle. */
    private final int[] numbers;

    CycleBuilder(Graph graph, int states, Graph all, int[] numbers) {
        this.graph = graph;
        this.states = states;
        this.all = all;
        this.numbers = numbers;
    }

    /**
     * The cycle of an edge and a path.
     *
     * @param path the edges of the path from the edge's end to its begin
     */
    Cycle cycle(int from, int kind, int to, int[] path) {
        GrowableInts nodes = new GrowableInts();
        GrowableInts kinds = new GrowableInts();
        nodes.add(from / states);
        kinds.add(kind);
        int node = to;
        for (int edge : path) {
            if (node < graph.transactions()) {
                nodes.add(node / states);
                kinds.add(graph.kind(edge));
            }
            node = graph.target(edge);
        }
        int[] transactions = nodes.toArray();
        return withoutRepetition(transactions, preferWrites(transactions, kinds.toArray()));
    }

    /** Where a write or read dependency leads to the same transaction as an anti-dependency, it says more. */
    private int[] preferWrites(int[] nodes, int[] kinds) {
        int[] preferred = kinds.clone();
        for (int i = 0; i < nodes.length; i++) {
            int direct = all.edge(nodes[i], nodes[(i + 1) % nodes.length]);
            if (direct >= 0 && kinds[i] == Graph.RW) {
                preferred[i] = Math.min(all.kind(direct), kinds[i]);
            }
        }
        return preferred;
    }

    /**
     * A walk that visits a transaction twice is two cycles. If the walk has no two adjacent anti-dependencies, at least one
     * of the two has none either: at the transaction where they meet, at most two of the four edges are anti-dependencies.
     */
    private Cycle withoutRepetition(int[] nodes, int[] kinds) {
        for (int begin = 0; begin < nodes.length; begin++) {
            for (int end = begin + 1; end < nodes.length; end++) {
                if (nodes[begin] == nodes[end]) {
                    int[] innerKinds = part(kinds, begin, end - begin);
                    boolean takesInner =
                            !new Cycle(part(nodes, begin, end - begin), innerKinds).hasAdjacentAntiDependencies();
                    return takesInner
                            ? withoutRepetition(part(nodes, begin, end - begin), innerKinds)
                            : withoutRepetition(
                                    part(nodes, end, nodes.length - (end - begin)),
                                    part(kinds, end, nodes.length - (end - begin)));
                }
            }
        }
        return Cycle.of(Arrays.stream(nodes).map(i -> numbers[i]).toArray(), kinds);
    }

    private static int[] part(int[] array, int begin, int length) {
        return IntStream.range(begin, begin + length)
                .map(i -> array[i % array.length])
                .toArray();
    }
}
