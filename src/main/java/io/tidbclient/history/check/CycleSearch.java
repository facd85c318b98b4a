package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds the cycles of a dependency graph: for each form and each class of edges, in each strongly connected component, the
 * shortest cycles through the edges that characterise the class.
 *
 * <p>A component that has a cycle without session or real-time order is not searched for cycles that need them.
 */
final class CycleSearch {
    private static final long EDGES_TO_FOLLOW = 200_000_000;

    private final Graph core;
    private final int[] numbers;
    private final SearchBudget budget = new SearchBudget(EDGES_TO_FOLLOW);
    private final Consumer<Cycle> found;

    private CycleSearch(Graph core, int[] numbers, Consumer<Cycle> found) {
        this.core = core;
        this.numbers = numbers;
        this.found = found;
    }

    /** Reports each cycle that is found, the same cycle perhaps several times. */
    static void search(Graph graph, Consumer<Cycle> found) {
        StrongComponents components = new StrongComponents(graph);
        int[] cyclic =
                IntStream.range(0, graph.nodes()).filter(components::cyclic).toArray();
        if (cyclic.length == 0) {
            return;
        }
        int[] places = new int[graph.nodes()];
        Arrays.fill(places, -1);
        IntStream.range(0, cyclic.length).forEach(i -> places[cyclic[i]] = i);
        new CycleSearch(graph.among(cyclic, places), cyclic, found).run();
    }

    private void run() {
        SearchedGraph[] before = new SearchedGraph[4];
        for (CycleForm form : CycleForm.values()) {
            Graph all = form.of(core);
            SearchedGraph full = searched(all, 1, before[3]);
            if (!full.hasCycles()) {
                continue;
            }
            SearchedGraph writes = searched(all.without(Graph.WR, Graph.RW), 1, before[0]);
            SearchedGraph reads = searched(all.without(Graph.RW), 1, before[1]);
            SearchedGraph nonadjacent = searched(all.nonadjacent(), 2, before[2]);
            writes.searchThrough(Graph.WW, found);
            reads.searchThrough(Graph.WR, found);
            new ReadSkewSearch(nonadjacent, reads).search(found);
            nonadjacent.searchThrough(Graph.RW, found);
            new WriteSkewSearch(full, nonadjacent).search(found);
            before = new SearchedGraph[] {writes, reads, nonadjacent, full};
        }
    }

    private SearchedGraph searched(Graph graph, int states, SearchedGraph before) {
        return new SearchedGraph(graph, states, core, numbers, budget, before);
    }
}
