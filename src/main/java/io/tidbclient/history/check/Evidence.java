package io.tidbclient.history.check;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A history, which of its transactions took effect, and the order of versions that their reads show.
 *
 * @param history all transactions
 * @param live those that took effect
 * @param versions the versions of each key
 */
record Evidence(CompactHistory history, LiveTransactions live, VersionOrders versions) {
    static Evidence of(CompactHistory history) {
        LiveTransactions live = new LiveTransactions(history);
        return new Evidence(history, live, new VersionOrders(history, live));
    }

    OperationTable operations() {
        return history.operations;
    }

    /** The operations of a transaction that took effect. */
    IntStream operations(int node) {
        int transaction = live.transaction(node);
        return IntStream.range(history.first(transaction), history.last(transaction));
    }

    boolean isAnsweredRead(int operation) {
        return !operations().isAppend(operation) && operations().datum(operation) != KeyLists.UNANSWERED;
    }

    /** Whether an operation is an append whose transaction took effect; -1 is none. */
    boolean isLiveAppend(int append) {
        return append >= 0 && live.contains(operations().transaction(append));
    }

    /** Whether an append is followed by another one of its transaction to its key. */
    boolean isIntermediate(int append) {
        int last = history.last(operations().transaction(append));
        for (int later = append + 1; later < last; later++) {
            if (operations().isAppend(later)
                    && operations().key(later) == operations().key(append)) {
                return true;
            }
        }
        return false;
    }

    /** The transaction's append to the same key before another operation, -1 if there is none. */
    int appendBefore(int operation) {
        int first = history.first(operations().transaction(operation));
        for (int i = operation - 1; i >= first; i--) {
            if (operations().isAppend(i) && operations().key(i) == operations().key(operation)) {
                return i;
            }
        }
        return -1;
    }

    /** Passes on each answered read of a transaction that took effect, by transaction. */
    void forEachRead(IntConsumer action) {
        forEachOperation(operation -> {
            if (isAnsweredRead(operation)) {
                action.accept(operation);
            }
        });
    }

    /** Passes on each append of a transaction that took effect, by transaction. */
    void forEachAppend(IntConsumer action) {
        forEachOperation(operation -> {
            if (operations().isAppend(operation)) {
                action.accept(operation);
            }
        });
    }

    private void forEachOperation(IntConsumer action) {
        for (int node = 0; node < live.count(); node++) {
            int transaction = live.transaction(node);
            int last = history.last(transaction);
            for (int operation = history.first(transaction); operation < last; operation++) {
                action.accept(operation);
            }
        }
    }

    /** Whether an append took effect, and is in no list that was read. */
    boolean isUnread(int append) {
        return operations().isAppend(append)
                && versions.position(append) < 0
                && isLiveAppend(append)
                && versions.certain(operations().key(append));
    }

    /** Whether a read shows the element of an append to its key, apart from the reader's own ones at the end. */
    boolean shows(int read, int append) {
        return history.lists.contains(
                operations().key(read),
                operations().datum(read),
                operations().datum(append),
                versions.position(append));
    }

    /** The node of the transaction of an operation. */
    int node(int operation) {
        return live.node(operations().transaction(operation));
    }
}
