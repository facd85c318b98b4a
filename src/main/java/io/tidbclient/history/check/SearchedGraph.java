package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.function.Consumer;

/** A graph of one class of edges, with its strongly connected components and how far each has been searched. */
final class SearchedGraph {
    /** Most cycles to look for in one component, of each class. */
    static final int TRIES = 8;

    final Graph graph;
    final StrongComponents components;

    private final SearchBudget budget;
    private final CycleBuilder builder;
    private final boolean[] ruledByWeakerForm;
    private final boolean[] cycleFound;
    private final int[] tries;
    private PathFinder finder;

    /**
     * @param states as in {@link CycleBuilder}
     * @param core all edges between the transactions
     * @param numbers the transactions' numbers in cycles
     * @param weaker the graph of this class with fewer orders, whose cyclic components are not searched again; may be null
     */
    SearchedGraph(Graph graph, int states, Graph core, int[] numbers, SearchBudget budget, SearchedGraph weaker) {
        this.graph = graph;
        this.components = new StrongComponents(graph);
        this.budget = budget;
        this.builder = new CycleBuilder(graph, states, core, numbers);
        this.ruledByWeakerForm = new boolean[components.count()];
        this.cycleFound = new boolean[components.count()];
        this.tries = new int[components.count()];
        for (int node = 0; weaker != null && node < graph.nodes(); node++) {
            ruledByWeakerForm[components.of(node)] |= weaker.components.cyclic(node);
        }
    }

    boolean hasCycles() {
        for (int node = 0; node < graph.nodes(); node++) {
            if (components.cyclic(node)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an edge lies on cycles, none of which a weaker form has found. */
    boolean isOpen(int from, int to) {
        int component = components.of(from);
        return component == components.of(to) && !ruledByWeakerForm[component];
    }

    /** Whether to search the component of a node further, in which no, or not enough cycles were found. */
    boolean wantsMore(int node) {
        int component = components.of(node);
        return !cycleFound[component] || (tries[component] < TRIES && !budget.spent());
    }

    boolean hasFound(int node) {
        return cycleFound[components.of(node)];
    }

    void markFound(int node) {
        cycleFound[components.of(node)] = true;
    }

    boolean outOfBudget() {
        return budget.spent();
    }

    /** Reports the shortest cycle through each edge of a kind, as far as components want more. */
    void searchThrough(int kind, Consumer<Cycle> found) {
        for (int node = 0; node < graph.transactions(); node++) {
            for (int edge = graph.firstEdge(node); edge < graph.firstEdge(node + 1); edge++) {
                if (graph.kind(edge) == kind && isOpen(node, graph.target(edge)) && wantsMore(node)) {
                    tries[components.of(node)]++;
                    search(node, kind, graph.target(edge), found);
                }
            }
        }
    }

    /** Reports the shortest cycle through an edge; whether there is one. */
    boolean search(int from, int kind, int to, Consumer<Cycle> found) {
        int[] path = finder().path(to, from, -1);
        if (path.length == 0) {
            return false;
        }
        markFound(from);
        found.accept(builder.cycle(from, kind, to, path));
        return true;
    }

    /** Reports the shortest cycle through two edges in a row, if there is one. */
    void searchThroughBoth(int first, int edge, int next, Consumer<Cycle> found) {
        int second = graph.target(edge);
        int third = graph.target(next);
        int[] path = third == first ? new int[0] : finder().path(third, first, second);
        if (third == first || path.length > 0) {
            int[] back = Arrays.copyOf(path, path.length + 1);
            back[path.length] = edge;
            found.accept(builder.cycle(second, graph.kind(next), third, back));
        }
    }

    private PathFinder finder() {
        if (finder == null) {
            finder = new PathFinder(graph, components, budget);
        }
        return finder;
    }
}
