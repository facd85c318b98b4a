package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** All transactions of a history, in columns of primitives. Transactions are numbered in the order of their arrival. */
final class CompactHistory {
    final OperationTable operations = new OperationTable();
    final KeyLists lists = new KeyLists();

    private final LongIndex ids = new LongIndex();
    private final LongIndex keys = new LongIndex();
    private final GrowableInts sessions = new GrowableInts();
    private final List<TransactionOutcome> outcomes = new ArrayList<>();
    private final GrowableLongs starts = new GrowableLongs();
    private final GrowableLongs ends = new GrowableLongs();
    private final GrowableInts firstOperations = new GrowableInts();
    private final BitSet appending = new BitSet();

    /** Adds one; see {@link HistoryChecker#add}. */
    void add(Transaction transaction) {
        validate(transaction);
        int number = ids.add(transaction.id());
        sessions.add(transaction.session());
        outcomes.add(transaction.outcome());
        starts.add(transaction.startNanos());
        ends.add(transaction.endNanos());
        firstOperations.add(operations.size());
        boolean evidence = transaction.outcome() == TransactionOutcome.COMMITTED;
        for (Operation operation : transaction.operations()) {
            int key = keys.add(operation.key());
            if (key == lists.keys()) {
                lists.addKey();
            }
            switch (operation) {
                case Operation.Append append -> {
                    operations.addAppend(number, key, append.value());
                    appending.set(number);
                }
                case Operation.Read read -> operations.addRead(number, key, encoded(number, key, read, evidence));
            }
        }
    }

    private long encoded(int number, int key, Operation.Read read, boolean evidence) {
        if (read.values().isEmpty()) {
            return KeyLists.UNANSWERED;
        }
        long[] list = read.values().get().toArray();
        int own = appends(number) ? ownAtEnd(key, list, firstOperations.get(number)) : 0;
        long[] others = own == 0 ? list : Arrays.copyOf(list, list.length - own);
        return lists.encode(key, others, own, evidence);
    }

    /** How many elements the transaction appended so far, if the list ends with exactly these; otherwise 0. */
    private int ownAtEnd(int key, long[] list, int first) {
        int own = 0;
        for (int i = operations.size() - 1; i >= first; i--) {
            if (operations.isAppend(i) && operations.key(i) == key) {
                own++;
                if (own > list.length || list[list.length - own] != operations.datum(i)) {
                    return 0;
                }
            }
        }
        return own;
    }

    private void validate(Transaction transaction) {
        if (ids.find(transaction.id()) >= 0) {
            throw new IllegalArgumentException("transaction " + transaction.id() + " is in the history twice");
        }
        Set<Operation> own = new HashSet<>();
        for (Operation operation : transaction.operations()) {
            if (operation instanceof Operation.Append append) {
                int key = keys.find(append.key());
                if (!own.add(append) || (key >= 0 && operations.findAppend(key, append.value()) >= 0)) {
                    throw new IllegalArgumentException(
                            "transaction " + transaction.id() + " appends " + append.value() + " to key " + append.key()
                                    + ", which was appended before: values of a key must be unique");
                }
            }
        }
    }

    /** Whether a transaction appends to any key; many only read. */
    boolean appends(int transaction) {
        return appending.get(transaction);
    }

    int size() {
        return ids.size();
    }

    int keyCount() {
        return keys.size();
    }

    long key(int number) {
        return keys.value(number);
    }

    long id(int transaction) {
        return ids.value(transaction);
    }

    int session(int transaction) {
        return sessions.get(transaction);
    }

    TransactionOutcome outcome(int transaction) {
        return outcomes.get(transaction);
    }

    long start(int transaction) {
        return starts.get(transaction);
    }

    long end(int transaction) {
        return ends.get(transaction);
    }

    /** The number of its first operation. */
    int first(int transaction) {
        return firstOperations.get(transaction);
    }

    /** The number after that of its last operation. */
    int last(int transaction) {
        return transaction + 1 < size() ? first(transaction + 1) : operations.size();
    }

    /** A transaction as it was added. */
    Transaction transaction(int number) {
        List<Operation> list = new ArrayList<>();
        for (int i = first(number); i < last(number); i++) {
            long key = key(operations.key(i));
            list.add(
                    operations.isAppend(i)
                            ? new Operation.Append(key, operations.datum(i))
                            : new Operation.Read(key, answer(i)));
        }
        return new Transaction(id(number), session(number), outcome(number), start(number), end(number), list);
    }

    /** What a read returned, the transaction's own elements included. */
    Optional<Values> answer(int read) {
        long datum = operations.datum(read);
        if (datum == KeyLists.UNANSWERED) {
            return Optional.empty();
        }
        long[] others = lists.list(operations.key(read), datum);
        long[] all = Arrays.copyOf(others, others.length + lists.own(datum));
        int place = all.length;
        for (int i = read - 1; place > others.length; i--) {
            if (operations.isAppend(i) && operations.key(i) == operations.key(read)) {
                all[--place] = operations.datum(i);
            }
        }
        return Optional.of(Values.of(all));
    }

    /** When the first transaction began; 0 without any. */
    long firstStart() {
        return IntStream.range(0, size()).mapToLong(this::start).min().orElse(0);
    }
}
