package io.tidbclient.history.check;

import java.util.Arrays;

/**
 * Committed appends that are missing in every final read of their key: every read of a transaction that began after all
 * transactions which appended to the key had committed.
 */
final class FinalReadCheck extends DirectCheck {
    private final long[] lastCommits;
    private final int[] bestReads;

    FinalReadCheck(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        super(evidence, explainer, anomalies);
        this.lastCommits = new long[evidence.history().keyCount()];
        this.bestReads = new int[evidence.history().keyCount()];
        Arrays.fill(lastCommits, Long.MIN_VALUE);
        Arrays.fill(bestReads, -1);
    }

    @Override
    void run() {
        evidence.forEachAppend(append -> {
            if (isAcknowledged(append)) {
                int key = operations.key(append);
                lastCommits[key] = Math.max(lastCommits[key], evidence.live().end(evidence.node(append)));
            }
        });
        evidence.forEachRead(read -> {
            int best = bestReads[operations.key(read)];
            if (isFinal(read) && (best < 0 || length(read) > length(best))) {
                bestReads[operations.key(read)] = read;
            }
        });
        evidence.forEachAppend(append -> {
            int read = bestReads[operations.key(append)];
            if (isAcknowledged(append) && read >= 0 && !evidence.shows(read, append)) {
                lost(append, read);
            }
        });
    }

    private void lost(int append, int read) {
        found(
                AnomalyKind.LOST_APPEND,
                new int[] {append, read},
                () -> who(append) + " committed its append of " + value(append) + " to key " + key(append) + ", and "
                        + who(read) + ", which began after all appends to the key had ended, " + narration.read(read));
    }

    private boolean isAcknowledged(int operation) {
        return evidence.live().acknowledged(evidence.node(operation));
    }

    private boolean isFinal(int read) {
        return evidence.live().start(evidence.node(read)) > lastCommits[operations.key(read)];
    }

    private int length(int read) {
        return evidence.history().lists.list(operations.key(read), operations.datum(read)).length;
    }
}
