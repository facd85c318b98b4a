package io.tidbclient.history;

import java.util.List;

/**
 * A transaction as its client saw it.
 *
 * @param id unique in the history, from 0
 * @param session the session that ran it, from 0; a session's transactions follow one another
 * @param outcome how it ended
 * @param startNanos when its client sent its first statement, in nanoseconds of one monotonic clock
 * @param endNanos when the client had the answer to its last statement, {@link Long#MAX_VALUE} if the client never knew:
 *     an {@linkplain TransactionOutcome#UNKNOWN unknown} transaction may take effect at any time after its start
 * @param operations those that were sent, in order; of an aborted transaction, the one that failed included
 */
public record Transaction(
        long id, int session, TransactionOutcome outcome, long startNanos, long endNanos, List<Operation> operations) {
    public Transaction {
        operations = List.copyOf(operations);
        if (id < 0 || session < 0) {
            throw new IllegalArgumentException("a transaction's id and session are not negative");
        }
        if (endNanos < startNanos) {
            throw new IllegalArgumentException("transaction " + id + " ends before its start");
        }
    }
}
