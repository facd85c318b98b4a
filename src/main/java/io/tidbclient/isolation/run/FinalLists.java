package io.tidbclient.isolation.run;

import io.tidbclient.connection.Session;
import io.tidbclient.history.Operation;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.isolation.TransactionGenerator;

import java.util.Optional;

/** Reads every list when no session appends any more, so that a lost append shows. */
final class FinalLists {
    /** A transaction of the history is explained as a whole. */
    private static final int KEYS_OF_A_READ = 100;

    private final HistoryRecorder recorder;
    private final TransactionGenerator generator;

    FinalLists(HistoryRecorder recorder, TransactionGenerator generator) {
        this.recorder = recorder;
        this.generator = generator;
    }

    /**
     * Reads them.
     *
     * @param number of the session in the history
     */
    void read(Session session, int number) {
        session.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        long keys = generator.keyCount();
        for (long from = 0; from < keys; from += KEYS_OF_A_READ) {
            read(session, number, from, Math.min(keys, from + KEYS_OF_A_READ));
        }
    }

    private void read(Session session, int number, long from, long until) {
        HistoryRecorder.Open last = recorder.begin(generator.nextId(), number);
        TransactionOutcome outcome = TransactionOutcome.ABORTED;
        try {
            session.execute("START TRANSACTION");
            ListTable.readRange(
                    session::run,
                    from,
                    until,
                    (values, key) -> last.invoke(new Operation.Read(key, Optional.of(values))));
            session.execute("COMMIT");
            outcome = TransactionOutcome.COMMITTED;
        } finally {
            last.end(outcome);
        }
    }
}
