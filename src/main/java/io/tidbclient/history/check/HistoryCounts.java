package io.tidbclient.history.check;

/**
 * How much a history contains.
 *
 * @param committed transactions whose commit was acknowledged
 * @param aborted transactions that had no effect
 * @param unknown transactions whose outcome the client does not know
 * @param unknownSeen those of the unknown ones that were committed, since a committed transaction read their appends
 * @param operations operations of all transactions
 * @param answeredReads reads of committed transactions that were answered
 * @param informativeReads those of them that returned at least one element, in transactions that began before the last append
 *     had ended: one that reads alone at the end does not show how transactions behave beside each other
 * @param keys keys that were accessed
 * @param startNanos when the first transaction began, by the history's clock; explanations count from there
 * @param concurrency most committed transactions in progress at the same time; 0 without real-time order
 */
public record HistoryCounts(
        long committed,
        long aborted,
        long unknown,
        long unknownSeen,
        long operations,
        long answeredReads,
        long informativeReads,
        long keys,
        long startNanos,
        int concurrency) {
    /** Transactions of all outcomes. */
    public long transactions() {
        return committed + aborted + unknown;
    }

    /**
     * Whether the absence of anomalies means anything: without an informative read, no dependency between transactions that ran
     * at the same time is visible, and every history passes.
     */
    public boolean provesSomething() {
        return informativeReads > 0;
    }
}
