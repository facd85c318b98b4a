package io.tidbclient.history.check;

import java.util.function.Consumer;

/**
 * Cycles in which two anti-dependencies follow one another. In a component without other cycles each anti-dependency is on
 * one. In the others, the search begins with two anti-dependencies in a row.
 */
final class WriteSkewSearch {
    private final SearchedGraph full;
    private final Graph graph;
    private final boolean[] mixed;
    private final int[] tries;

    /**
     * @param full the graph of all edges
     * @param nonadjacent the graph of {@link Graph#nonadjacent} with the same edges
     */
    WriteSkewSearch(SearchedGraph full, SearchedGraph nonadjacent) {
        this.full = full;
        this.graph = full.graph;
        this.mixed = new boolean[full.components.count()];
        this.tries = new int[full.components.count()];
        for (int node = 0; node < graph.nodes(); node++) {
            mixed[full.components.of(node)] |=
                    nonadjacent.components.cyclic(2 * node) || nonadjacent.components.cyclic(2 * node + 1);
        }
    }

    void search(Consumer<Cycle> found) {
        full.searchThrough(Graph.RW, found);
        for (int node = 0; node < graph.transactions(); node++) {
            for (int edge = graph.firstEdge(node); edge < graph.firstEdge(node + 1); edge++) {
                if (isAntiDependency(edge)
                        && mixed[full.components.of(node)]
                        && full.isOpen(node, graph.target(edge))) {
                    searchAfter(node, edge, found);
                }
            }
        }
    }

    private void searchAfter(int first, int edge, Consumer<Cycle> found) {
        int second = graph.target(edge);
        for (int next = graph.firstEdge(second); next < graph.firstEdge(second + 1); next++) {
            if (isAntiDependency(next) && full.isOpen(second, graph.target(next)) && mayTry(first)) {
                tries[full.components.of(first)]++;
                full.searchThroughBoth(first, edge, next, found);
            }
        }
    }

    private boolean mayTry(int node) {
        return tries[full.components.of(node)] < SearchedGraph.TRIES && !full.outOfBudget();
    }

    private boolean isAntiDependency(int edge) {
        return graph.kind(edge) == Graph.RW && graph.target(edge) < graph.transactions();
    }
}
