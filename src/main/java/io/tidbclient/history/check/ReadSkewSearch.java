package io.tidbclient.history.check;

import java.util.function.Consumer;

/**
 * Cycles with exactly one anti-dependency: for each anti-dependency, a path of other edges from its end back to its begin. In
 * the topological order of the other edges, only what lies between the two can be on the path, and that order is close to
 * the order of time, so that each search is short.
 */
final class ReadSkewSearch {
    private final SearchedGraph nonadjacent;
    private final SearchedGraph others;

    /**
     * @param nonadjacent the graph of {@link Graph#nonadjacent}: each such cycle lies in one of its components
     * @param others the graph without anti-dependencies
     */
    ReadSkewSearch(SearchedGraph nonadjacent, SearchedGraph others) {
        this.nonadjacent = nonadjacent;
        this.others = others;
    }

    void search(Consumer<Cycle> found) {
        Graph graph = nonadjacent.graph;
        for (int node = 0; node < graph.transactions(); node += 2) {
            for (int edge = graph.firstEdge(node); edge < graph.firstEdge(node + 1); edge++) {
                int target = graph.target(edge);
                boolean wanted = graph.kind(edge) == Graph.RW
                        && nonadjacent.isOpen(node, target)
                        && (!nonadjacent.outOfBudget() || !nonadjacent.hasFound(node));
                if (wanted && others.components.of(target / 2) >= others.components.of(node / 2)) {
                    searchBack(node / 2, target / 2, found);
                }
            }
        }
    }

    private void searchBack(int from, int to, Consumer<Cycle> found) {
        if (others.search(from, Graph.RW, to, found)) {
            nonadjacent.markFound(2 * from);
        }
    }
}
