package io.tidbclient.history.check;

import java.util.stream.IntStream;

/** Builds a small graph edge by edge. */
final class Edges {
    private final Graph.Builder builder = new Graph.Builder();

    Edges ww(int... path) {
        return add(Graph.WW, path);
    }

    Edges rw(int... path) {
        return add(Graph.RW, path);
    }

    /** Edges of a kind from each node to the next one. */
    Edges add(int kind, int... path) {
        for (int i = 1; i < path.length; i++) {
            builder.add(path[i - 1], path[i], kind);
        }
        return this;
    }

    /** Write dependencies from each of some nodes to each other one. */
    static Edges complete(int nodes) {
        Edges edges = new Edges();
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if (from != to) {
                    edges.ww(from, to);
                }
            }
        }
        return edges;
    }

    Graph graph(int nodes) {
        return graph(nodes, nodes);
    }

    /** A graph whose last nodes are relays. */
    Graph graph(int transactions, int nodes) {
        return builder.build(transactions, nodes);
    }

    /** The graph ready for a search. */
    static SearchedGraph searched(Graph graph, SearchBudget budget) {
        return searched(graph, 1, graph, budget);
    }

    /** The graph of walks in which no anti-dependency follows another one, ready for a search. */
    static SearchedGraph nonadjacent(Graph graph, SearchBudget budget) {
        return searched(graph.nonadjacent(), 2, graph, budget);
    }

    private static SearchedGraph searched(Graph graph, int states, Graph core, SearchBudget budget) {
        return new SearchedGraph(
                graph, states, core, IntStream.range(0, core.nodes()).toArray(), budget, null);
    }
}
