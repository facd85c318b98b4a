package io.tidbclient.history.check;

import io.tidbclient.history.TransactionOutcome;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The transactions that took effect: those that were acknowledged, and those of unknown outcome of which a transaction that
 * took effect read an append. Reads of other transactions prove nothing, since they may have been aborted.
 *
 * <p>They are the nodes of the dependency graph, numbered by start, those that start at the same time by id.
 */
final class LiveTransactions {
    private final CompactHistory history;
    private final BitSet live = new BitSet();
    private final GrowableInts unread = new GrowableInts();
    private final int[] elementsSeen;
    private final int[] transactions;
    private final int[] nodes;

    LiveTransactions(CompactHistory history) {
        this.history = history;
        this.elementsSeen = new int[history.keyCount()];
        findAll();
        this.transactions = live.stream().toArray();
        NumberSort.sort(transactions, this::compare);
        this.nodes = new int[history.size()];
        Arrays.fill(nodes, -1);
        IntStream.range(0, transactions.length).forEach(node -> nodes[transactions[node]] = node);
    }

    int count() {
        return transactions.length;
    }

    boolean contains(int transaction) {
        return live.get(transaction);
    }

    int transaction(int node) {
        return transactions[node];
    }

    int node(int transaction) {
        return nodes[transaction];
    }

    /** Whether the client knows that it was committed, so that its end is a time by which it had taken effect. */
    boolean acknowledged(int node) {
        return history.outcome(transactions[node]) == TransactionOutcome.COMMITTED;
    }

    long start(int node) {
        return history.start(transactions[node]);
    }

    long end(int node) {
        return history.end(transactions[node]);
    }

    private int compare(int one, int other) {
        int byStart = Long.compare(history.start(one), history.start(other));
        return byStart != 0 ? byStart : Long.compare(history.id(one), history.id(other));
    }

    private void findAll() {
        for (int i = 0; i < history.size(); i++) {
            if (history.outcome(i) == TransactionOutcome.COMMITTED) {
                live.set(i);
                seeKeptReads(i);
            }
        }
        for (int key = 0; key < history.keyCount(); key++) {
            seeLongest(key);
        }
        while (!unread.isEmpty()) {
            takeAsEvidence(unread.pop());
        }
    }

    private void takeAsEvidence(int transaction) {
        OperationTable operations = history.operations;
        for (int i = history.first(transaction); i < history.last(transaction); i++) {
            if (!operations.isAppend(i)) {
                operations.setDatum(i, history.lists.asEvidence(operations.key(i), operations.datum(i)));
                seeLongest(operations.key(i));
            }
        }
        seeKeptReads(transaction);
    }

    private void seeKeptReads(int transaction) {
        OperationTable operations = history.operations;
        for (int i = history.first(transaction); i < history.last(transaction); i++) {
            if (!operations.isAppend(i) && KeyLists.isKept(operations.datum(i))) {
                for (long element : history.lists.kept(operations.datum(i))) {
                    see(operations.key(i), element);
                }
            }
        }
    }

    private void seeLongest(int key) {
        for (int i = elementsSeen[key]; i < history.lists.length(key); i++) {
            see(key, history.lists.element(key, i));
        }
        elementsSeen[key] = history.lists.length(key);
    }

    private void see(int key, long element) {
        int append = history.operations.findAppend(key, element);
        if (append >= 0) {
            int writer = history.operations.transaction(append);
            if (history.outcome(writer) == TransactionOutcome.UNKNOWN && !live.get(writer)) {
                live.set(writer);
                unread.add(writer);
            }
        }
    }
}
