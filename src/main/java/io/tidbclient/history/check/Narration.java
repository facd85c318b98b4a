package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names of transactions, lists and times in sentences. */
final class Narration {
    private static final int SHOWN_AT_BEGIN = 4;
    private static final int SHOWN_AT_END = 8;
    private static final int MOST_OPERATIONS = 20;

    private final CompactHistory history;
    private final boolean times;
    private final long zero;

    /** @param times whether the transactions' times mean anything */
    Narration(CompactHistory history, boolean times) {
        this.history = history;
        this.times = times;
        this.zero = history.firstStart();
    }

    boolean hasTimes() {
        return times;
    }

    String name(int transaction) {
        return "T" + history.id(transaction);
    }

    /** A time in milliseconds from the start of the history. */
    String time(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", (nanos - zero) / 1e6);
    }

    /** What a transaction did: "T3 (session 2, 1.000 ms to 2.000 ms, committed) read key 7 as [1, 2], appended 3 to key 7". */
    String transaction(int number) {
        Transaction transaction = history.transaction(number);
        int all = transaction.operations().size();
        String operations = transaction.operations().stream()
                .limit(MOST_OPERATIONS)
                .map(this::operation)
                .collect(Collectors.joining(", "));
        return name(number) + " (session " + transaction.session() + period(transaction) + ", "
                + transaction.outcome().name().toLowerCase(Locale.ROOT) + ") " + operations
                + (all > MOST_OPERATIONS ? ", and " + (all - MOST_OPERATIONS) + " more operations" : "");
    }

    private String period(Transaction transaction) {
        if (!times) {
            return "";
        }
        boolean endKnown = transaction.outcome() != TransactionOutcome.UNKNOWN;
        return ", " + time(transaction.startNanos()) + (endKnown ? " to " + time(transaction.endNanos()) : "");
    }

    private String operation(Operation operation) {
        return switch (operation) {
            case Operation.Append append -> "appended " + append.value() + " to key " + append.key();
            case Operation.Read read ->
                "read key " + read.key()
                        + read.values().map(values -> " as " + list(values)).orElse(" without an answer");
        };
    }

    /** A read in words: "read key 7 as [1, 2]". */
    String read(int operation) {
        return "read key " + history.key(history.operations.key(operation)) + " as " + answer(operation);
    }

    String answer(int read) {
        return list(history.answer(read).orElseThrow());
    }

    /** The first elements of the longest list of a key. */
    String versions(int key, int length) {
        return list(Values.of(IntStream.range(0, length)
                .mapToLong(i -> history.lists.element(key, i))
                .toArray()));
    }

    /** A list, of which a long one is shown in part: "[1, 2, 3, 4, … 20 more …, 25, 26, 27, 28, 29, 30, 31, 32]". */
    static String list(Values values) {
        int hidden = values.size() - SHOWN_AT_BEGIN - SHOWN_AT_END;
        if (hidden <= 1) {
            return values.toString();
        }
        return IntStream.range(0, SHOWN_AT_BEGIN)
                        .mapToObj(i -> values.get(i) + ", ")
                        .collect(Collectors.joining("", "[", ""))
                + "… " + hidden + " more …"
                + IntStream.range(values.size() - SHOWN_AT_END, values.size())
                        .mapToObj(i -> ", " + values.get(i))
                        .collect(Collectors.joining("", "", "]"));
    }
}
