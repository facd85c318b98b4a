package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;

import java.util.Objects;

/**
 * Finds the anomalies of a history of list-append transactions.
 *
 * <p>Transactions are added one by one, in any order, and kept compactly: {@code checker.add(transaction)} does not retain
 * its argument. Then {@link #check()} gives the verdict. Cost: near linear in operations and their lists' lengths, as long as a
 * transaction has some hundred operations at most; about a
 * kilobyte of memory for a transaction of five operations while it checks. Not thread-safe.
 */
public final class HistoryChecker {
    private final CheckOptions options;
    private final CompactHistory history = new CompactHistory();

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
        history.add(transaction);
    }

    /** The verdict on all transactions that were added. The same transactions in the same order give the same verdict. */
    public HistoryVerdict check() {
        Evidence evidence = Evidence.of(history);
        Explainer explainer = new Explainer(evidence, options.realtime());
        AnomalyCollector anomalies = new AnomalyCollector();
        new ReadChecks(evidence, explainer, anomalies).run();
        new OwnOperationChecks(evidence, explainer, anomalies).run();
        new UpdateChecks(evidence, explainer, anomalies).run();
        if (options.finalReads()) {
            new FinalReadCheck(evidence, explainer, anomalies).run();
        }
        CycleSearch.search(DependencyGraph.of(evidence, options.realtime()), anomalies::add);
        return anomalies.verdict(HistoryStatistics.of(evidence, options.realtime()), explainer);
    }
}
