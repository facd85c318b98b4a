package io.tidbclient.history.check;

import java.util.Arrays;

/**
 * Appends that took effect and that no read shows. In every order of versions they come after all elements that were read,
 * in an order of their own that is unknown: whoever wrote the last element that was read, or read the whole list, comes
 * before them.
 *
 * <p>The edges go through two chains of relays for each key, one that reaches the first i of the appends and one that reaches
 * those from the i-th on, so that a transaction which is one of them reaches all others, and not itself.
 */
final class UnreadAppends {
    private final LiveTransactions live;
    private final int[] first;
    private final int[] writers;
    private final int base;

    /** @param base the number of the first relay */
    UnreadAppends(Evidence evidence, int base) {
        OperationTable operations = evidence.operations();
        int keys = evidence.history().keyCount();
        this.live = evidence.live();
        this.base = base;
        this.first = new int[keys + 1];
        for (int i = 0; i < operations.size(); i++) {
            if (evidence.isUnread(i)) {
                first[operations.key(i) + 1]++;
            }
        }
        for (int key = 0; key < keys; key++) {
            first[key + 1] += first[key];
        }
        this.writers = new int[first[keys]];
        int[] next = first.clone();
        for (int i = 0; i < operations.size(); i++) {
            if (evidence.isUnread(i)) {
                writers[next[operations.key(i)]++] = operations.transaction(i);
            }
        }
    }

    /** Adds the edges from a transaction to all others with such appends to a key. */
    void addFrom(int node, int key, int kind, Graph.Builder edges) {
        int low = first[key];
        int high = first[key + 1];
        int begin = firstNotBelow(low, high, live.transaction(node));
        int end = firstNotBelow(begin, high, live.transaction(node) + 1);
        if (begin > low) {
            edges.add(node, upTo(begin - 1), kind);
        }
        if (end < high) {
            edges.add(node, from(end), kind);
        }
    }

    /** Adds the edges out of the relays. Gives the number after the last relay. */
    int addRelays(Graph.Builder edges) {
        for (int key = 0; key + 1 < first.length; key++) {
            for (int i = first[key]; i < first[key + 1]; i++) {
                edges.add(upTo(i), live.node(writers[i]), Graph.RELAY);
                edges.add(from(i), live.node(writers[i]), Graph.RELAY);
                if (i > first[key]) {
                    edges.add(upTo(i), upTo(i - 1), Graph.RELAY);
                    edges.add(from(i - 1), from(i), Graph.RELAY);
                }
            }
        }
        return base + 2 * writers.length;
    }

    private int firstNotBelow(int from, int to, int transaction) {
        int place = Arrays.binarySearch(writers, from, to, transaction);
        if (place < 0) {
            return -place - 1;
        }
        while (place > from && writers[place - 1] == transaction) {
            place--;
        }
        return place;
    }

    private int upTo(int place) {
        return base + 2 * place;
    }

    private int from(int place) {
        return base + 2 * place + 1;
    }
}
