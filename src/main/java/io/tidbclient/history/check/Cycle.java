package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A cycle of transactions. */
final class Cycle implements Comparable<Cycle> {
    private final int[] nodes;
    private final int[] kinds;

    /**
     * A cycle that begins as given.
     *
     * @param nodes its transactions
     * @param kinds kinds of its edges, as in {@link Graph}: the i-th leads from the i-th transaction to the next one
     */
    Cycle(int[] nodes, int[] kinds) {
        this.nodes = nodes;
        this.kinds = kinds;
    }

    /** The cycle, beginning with its transaction of the smallest number. */
    static Cycle of(int[] nodes, int[] kinds) {
        int smallest = IntStream.range(0, nodes.length).reduce(0, (best, i) -> nodes[i] < nodes[best] ? i : best);
        return new Cycle(rotated(nodes, smallest), rotated(kinds, smallest));
    }

    private static int[] rotated(int[] array, int by) {
        return IntStream.range(0, array.length)
                .map(i -> array[(i + by) % array.length])
                .toArray();
    }

    int length() {
        return nodes.length;
    }

    /** The number of a transaction; that at {@link #length} is the first one again. */
    int node(int place) {
        return nodes[place % nodes.length];
    }

    /** The kind of the edge that leads from a transaction to the next one. */
    int edge(int place) {
        return kinds[place % kinds.length];
    }

    /** The name of the anomaly that it is. */
    AnomalyKind kind() {
        if (has(Graph.REALTIME)) {
            return choose(
                    AnomalyKind.G0_REALTIME,
                    AnomalyKind.G1C_REALTIME,
                    AnomalyKind.G_SINGLE_REALTIME,
                    AnomalyKind.G_NONADJACENT_REALTIME,
                    AnomalyKind.G2_ITEM_REALTIME);
        }
        if (has(Graph.SESSION)) {
            return choose(
                    AnomalyKind.G0_PROCESS,
                    AnomalyKind.G1C_PROCESS,
                    AnomalyKind.G_SINGLE_PROCESS,
                    AnomalyKind.G_NONADJACENT_PROCESS,
                    AnomalyKind.G2_ITEM_PROCESS);
        }
        return choose(
                AnomalyKind.G0, AnomalyKind.G1C, AnomalyKind.G_SINGLE, AnomalyKind.G_NONADJACENT, AnomalyKind.G2_ITEM);
    }

    private AnomalyKind choose(
            AnomalyKind g0, AnomalyKind g1c, AnomalyKind single, AnomalyKind nonadjacent, AnomalyKind g2) {
        if (!has(Graph.RW)) {
            return has(Graph.WR) ? g1c : g0;
        }
        if (Arrays.stream(kinds).filter(kind -> kind == Graph.RW).count() == 1) {
            return single;
        }
        return hasAdjacentAntiDependencies() ? g2 : nonadjacent;
    }

    private boolean has(int kind) {
        return Arrays.stream(kinds).anyMatch(each -> each == kind);
    }

    /** Whether an anti-dependency follows another one. */
    boolean hasAdjacentAntiDependencies() {
        return kinds.length > 1
                && IntStream.range(0, kinds.length)
                        .anyMatch(i -> kinds[i] == Graph.RW && kinds[(i + 1) % kinds.length] == Graph.RW);
    }

    /** Shorter ones first, equally long ones by their transactions, then by their edges. */
    @Override
    public int compareTo(Cycle other) {
        int byLength = Integer.compare(length(), other.length());
        int byNodes = byLength != 0 ? byLength : Arrays.compare(nodes, other.nodes);
        return byNodes != 0 ? byNodes : Arrays.compare(kinds, other.kinds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cycle that && Arrays.equals(nodes, that.nodes) && Arrays.equals(kinds, that.kinds);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint());
    }

    /** A hash of its transactions in their order and of its kind, which is not expected to collide. */
    long fingerprint() {
        return Arrays.stream(nodes)
                .asLongStream()
                .reduce(kind().label().hashCode(), (hash, node) -> Mixing.mix(hash * 31 + node));
    }
}
