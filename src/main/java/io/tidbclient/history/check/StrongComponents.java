package io.tidbclient.history.check;

import java.util.Arrays;

/**
 * The strongly connected components of a graph (Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972), without
 * recursion. Their numbers are a reverse topological order: an edge leads to the same component, or to one with a smaller
 * number. The search begins with the latest transactions, so that this order is close to that of time.
 */
final class StrongComponents {
    private final Graph graph;
    private final int[] component;
    private final int[] order;
    private final int[] low;
    private final int[] nextEdge;
    private final GrowableInts path = new GrowableInts();
    private final GrowableInts open = new GrowableInts();
    private final GrowableInts sizes = new GrowableInts();
    private int visited;

    StrongComponents(Graph graph) {
        this.graph = graph;
        this.component = new int[graph.nodes()];
        this.order = new int[graph.nodes()];
        this.low = new int[graph.nodes()];
        this.nextEdge = new int[graph.nodes()];
        Arrays.fill(component, -1);
        for (int node = graph.transactions() - 1; node >= 0; node--) {
            search(node);
        }
        for (int node = graph.transactions(); node < graph.nodes(); node++) {
            search(node);
        }
    }

    int count() {
        return sizes.size();
    }

    int of(int node) {
        return component[node];
    }

    /** Whether a cycle has the node: its component has more nodes, since no edge leads back to its own node. */
    boolean cyclic(int node) {
        return sizes.get(component[node]) > 1;
    }

    private void search(int root) {
        if (order[root] == 0) {
            begin(root);
        }
        while (!path.isEmpty()) {
            int node = path.get(path.size() - 1);
            if (nextEdge[node] < graph.firstEdge(node + 1)) {
                follow(node, graph.target(nextEdge[node]++));
            } else {
                path.pop();
                end(node);
            }
        }
    }

    private void begin(int node) {
        order[node] = ++visited;
        low[node] = visited;
        nextEdge[node] = graph.firstEdge(node);
        path.add(node);
        open.add(node);
    }

    private void follow(int node, int target) {
        if (order[target] == 0) {
            begin(target);
        } else if (component[target] < 0) {
            low[node] = Math.min(low[node], low[target]);
        }
    }

    private void end(int node) {
        if (!path.isEmpty()) {
            int parent = path.get(path.size() - 1);
            low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] < order[node]) {
            return;
        }
        int size = 0;
        int member;
        do {
            member = open.pop();
            component[member] = sizes.size();
            size++;
        } while (member != node);
        sizes.add(size);
    }
}
