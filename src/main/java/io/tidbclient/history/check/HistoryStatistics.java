package io.tidbclient.history.check;

import io.tidbclient.history.TransactionOutcome;

import java.util.stream.IntStream;

/** Counts what a history contains. */
final class HistoryStatistics {
    private HistoryStatistics() {}

    static HistoryCounts of(Evidence evidence, boolean realtime) {
        CompactHistory history = evidence.history();
        LiveTransactions live = evidence.live();
        long committed = transactions(history, TransactionOutcome.COMMITTED);
        long appended = realtime ? lastAppend(evidence) : Long.MAX_VALUE;
        long[] reads = new long[2];
        evidence.forEachRead(read -> {
            if (live.acknowledged(evidence.node(read))) {
                reads[0]++;
                boolean informative =
                        isNonEmpty(history.operations.datum(read)) && live.start(evidence.node(read)) <= appended;
                reads[1] += informative ? 1 : 0;
            }
        });
        return new HistoryCounts(
                committed,
                transactions(history, TransactionOutcome.ABORTED),
                transactions(history, TransactionOutcome.UNKNOWN),
                live.count() - committed,
                history.operations.size(),
                reads[0],
                reads[1],
                history.keyCount(),
                history.firstStart(),
                realtime ? new RealtimeOrder(live).concurrency() : 0);
    }

    /** When the last append that was acknowledged had ended. */
    private static long lastAppend(Evidence evidence) {
        LiveTransactions live = evidence.live();
        long[] last = {Long.MIN_VALUE};
        evidence.forEachAppend(append -> {
            if (live.acknowledged(evidence.node(append))) {
                last[0] = Math.max(last[0], live.end(evidence.node(append)));
            }
        });
        return last[0];
    }

    private static long transactions(CompactHistory history, TransactionOutcome outcome) {
        return IntStream.range(0, history.size())
                .filter(transaction -> history.outcome(transaction) == outcome)
                .count();
    }

    /** A kept list is not empty, since the empty one is a prefix of every list. */
    private static boolean isNonEmpty(long read) {
        return KeyLists.isKept(read) || KeyLists.prefix(read) > 0;
    }
}
