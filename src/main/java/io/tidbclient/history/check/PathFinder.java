package io.tidbclient.history.check;

import java.util.Arrays;

/** Shortest paths in a graph, by breadth-first search; edges out of relays have no length. */
final class PathFinder {
    private final Graph graph;
    private final StrongComponents components;
    private final SearchBudget budget;
    private final int[] seen;
    private final int[] distances;
    private final int[] edgesTo;
    private final int[] nodesBefore;
    private GrowableInts level = new GrowableInts();
    private GrowableInts nextLevel = new GrowableInts();
    private int search;

    PathFinder(Graph graph, StrongComponents components, SearchBudget budget) {
        this.graph = graph;
        this.components = components;
        this.budget = budget;
        this.seen = new int[graph.nodes()];
        this.distances = new int[graph.nodes()];
        this.edgesTo = new int[graph.nodes()];
        this.nodesBefore = new int[graph.nodes()];
    }

    /**
     * The edges of a shortest path between different nodes; empty if there is none. Only components between those of its
     * ends, by their topological order, are searched: no other one can be on a path.
     *
     * @param avoided a node that is not on the path; -1 for none
     */
    int[] path(int from, int to, int avoided) {
        search++;
        level.clear();
        nextLevel.clear();
        reach(from, -1, -1, 0);
        level.add(from);
        int distance = 0;
        while (!level.isEmpty()) {
            while (!level.isEmpty()) {
                int node = level.pop();
                if (node == to) {
                    return traceBack(from, to);
                }
                if (distances[node] == distance) {
                    expand(node, to, avoided, distance);
                }
            }
            GrowableInts swapped = level;
            level = nextLevel;
            nextLevel = swapped;
            distance++;
        }
        return new int[0];
    }

    private void expand(int node, int to, int avoided, int distance) {
        int low = components.of(to);
        budget.use(graph.firstEdge(node + 1) - graph.firstEdge(node));
        for (int edge = graph.firstEdge(node); edge < graph.firstEdge(node + 1); edge++) {
            int target = graph.target(edge);
            int length = graph.kind(edge) == Graph.RELAY ? 0 : 1;
            boolean shorter = seen[target] != search || distance + length < distances[target];
            if (shorter && target != avoided && components.of(target) >= low) {
                reach(target, node, edge, distance + length);
                (length == 0 ? level : nextLevel).add(target);
            }
        }
    }

    private void reach(int target, int node, int edge, int distance) {
        seen[target] = search;
        distances[target] = distance;
        edgesTo[target] = edge;
        nodesBefore[target] = node;
    }

    private int[] traceBack(int from, int to) {
        GrowableInts edges = new GrowableInts();
        for (int node = to; node != from; node = nodesBefore[node]) {
            edges.add(edgesTo[node]);
        }
        int[] backwards = edges.toArray();
        int[] path = new int[backwards.length];
        Arrays.setAll(path, i -> backwards[backwards.length - 1 - i]);
        return path;
    }
}
