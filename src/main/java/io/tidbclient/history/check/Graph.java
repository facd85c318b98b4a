package io.tidbclient.history.check;

/**
 * A directed graph. Its first nodes are transactions, by time; the others are relays: points that an edge passes on its way
 * from one transaction to several others, so that orders of n transactions need O(n) edges. An edge into a relay has the kind
 * of the dependency, edges out of it are {@link #RELAY}.
 */
final class Graph {
    static final int WW = 0;
    static final int WR = 1;
    static final int RW = 2;
    static final int SESSION = 3;
    static final int REALTIME = 4;
    static final int RELAY = 5;

    private static final int KIND_BITS = 3;

    private final int transactions;
    private final int[] first;
    private final int[] edges;

    private Graph(int transactions, int[] first, int[] edges) {
        this.transactions = transactions;
        this.first = first;
        this.edges = edges;
    }

    /** Collects the edges of a graph. The edges out of a node stay in the order in which they were added. */
    static final class Builder {
        private static final int NODE_BITS = 30;

        private final GrowableLongs packed = new GrowableLongs();

        void add(int from, int to, int kind) {
            packed.add(((((long) from << NODE_BITS) | to) << KIND_BITS) | kind);
        }

        Graph build(int transactions, int nodes) {
            int[] first = new int[nodes + 1];
            for (int i = 0; i < packed.size(); i++) {
                first[(int) (packed.get(i) >>> (NODE_BITS + KIND_BITS)) + 1]++;
            }
            for (int node = 0; node < nodes; node++) {
                first[node + 1] += first[node];
            }
            int[] next = first.clone();
            int[] edges = new int[packed.size()];
            long mask = (1L << NODE_BITS) - 1;
            for (int i = 0; i < edges.length; i++) {
                long edge = packed.get(i);
                int to = (int) ((edge >>> KIND_BITS) & mask);
                edges[next[(int) (edge >>> (NODE_BITS + KIND_BITS))]++] = (to << KIND_BITS) | ((int) edge & 7);
            }
            return new Graph(transactions, first, edges);
        }
    }

    int nodes() {
        return first.length - 1;
    }

    /** How many nodes are transactions. */
    int transactions() {
        return transactions;
    }

    int firstEdge(int node) {
        return first[node];
    }

    int target(int edge) {
        return edges[edge] >>> KIND_BITS;
    }

    int kind(int edge) {
        return edges[edge] & 7;
    }

    /** The edge from one node to another one that was added first, -1 if there is none. */
    int edge(int from, int to) {
        for (int edge = first[from]; edge < first[from + 1]; edge++) {
            if (target(edge) == to) {
                return edge;
            }
        }
        return -1;
    }

    /** The graph without the edges of some kinds. */
    Graph without(int... kinds) {
        int mask = 0;
        for (int kind : kinds) {
            mask |= 1 << kind;
        }
        Builder builder = new Builder();
        for (int node = 0; node < nodes(); node++) {
            for (int edge = first[node]; edge < first[node + 1]; edge++) {
                if (((mask >> kind(edge)) & 1) == 0) {
                    builder.add(node, target(edge), kind(edge));
                }
            }
        }
        return builder.build(transactions, nodes());
    }

    /**
     * The graph whose walks are those walks of this one in which no two anti-dependencies follow one another. Node n becomes
     * 2n, reached by another edge, and 2n + 1, reached by an anti-dependency.
     */
    Graph nonadjacent() {
        Builder builder = new Builder();
        for (int node = 0; node < nodes(); node++) {
            for (int edge = first[node]; edge < first[node + 1]; edge++) {
                int to = 2 * target(edge);
                int kind = kind(edge);
                if (kind == RELAY) {
                    builder.add(2 * node, to, kind);
                    builder.add(2 * node + 1, to + 1, kind);
                } else if (kind == RW) {
                    builder.add(2 * node, to + 1, kind);
                } else {
                    builder.add(2 * node, to, kind);
                    builder.add(2 * node + 1, to, kind);
                }
            }
        }
        return builder.build(2 * transactions, 2 * nodes());
    }

    /** The graph of some nodes, which are renumbered in the given order, and the edges between them. */
    Graph among(int[] nodes, int[] numbers) {
        Builder builder = new Builder();
        int chosenTransactions = 0;
        for (int i = 0; i < nodes.length; i++) {
            chosenTransactions += nodes[i] < transactions ? 1 : 0;
            for (int edge = first[nodes[i]]; edge < first[nodes[i] + 1]; edge++) {
                if (numbers[target(edge)] >= 0) {
                    builder.add(i, numbers[target(edge)], kind(edge));
                }
            }
        }
        return builder.build(chosenTransactions, nodes.length);
    }
}
