package io.tidbclient.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Collects transactions from all clients and hands each on when it has ended, one at a time. A transaction that has not ended when
 * the recorder is closed has an unknown outcome; what a client reports later is ignored.
 */
public final class HistoryRecorder implements AutoCloseable {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final Consumer<Transaction> ended;
    private final NanoClock clock;
    /** When the first transaction began; {@link #NOT_BEGUN} until then. */
    private final AtomicLong origin = new AtomicLong(NOT_BEGUN);

    private boolean closed;

    /** @param ended receives each transaction; times are nanoseconds since the first one began */
    public HistoryRecorder(Consumer<Transaction> ended, NanoClock clock) {
        this.ended = ended;
        this.clock = clock;
    }

    /** A client is about to send the first statement of a transaction. */
    public Open begin(long id, int session) {
        long unused = origin.compareAndExchange(NOT_BEGUN, clock.nanos());
        Open begun = new Open(id, session, sinceOrigin());
        open.add(begun);
        return begun;
    }

    private long sinceOrigin() {
        return clock.nanos() - origin.get();
    }

    /** A transaction in progress. For use by its client. */
    public final class Open {
        private final long id;
        private final int session;
        private final long start;
        private final List<Operation> operations = new ArrayList<>();

        private Open(long id, int session, long start) {
            this.id = id;
            this.session = session;
            this.start = start;
        }

        /** The statement of an operation is about to be sent. */
        public synchronized void invoke(Operation operation) {
            operations.add(operation);
        }

        /** The last operation that was sent was answered. */
        public synchronized void answered(Operation operation) {
            operations.set(operations.size() - 1, operation);
        }

        /** It has ended. */
        public void end(TransactionOutcome outcome) {
            long end = outcome == TransactionOutcome.UNKNOWN ? Long.MAX_VALUE : sinceOrigin();
            lock.lock();
            try {
                if (!closed && open.remove(this)) {
                    ended.accept(transaction(outcome, end));
                }
            } finally {
                lock.unlock();
            }
        }

        private synchronized Transaction transaction(TransactionOutcome outcome, long end) {
            return new Transaction(id, session, outcome, start, end, operations);
        }
    }

    /** The outcome of what has not ended is unknown. Does nothing the second time. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                open.forEach(begun -> ended.accept(begun.transaction(TransactionOutcome.UNKNOWN, Long.MAX_VALUE)));
                open.clear();
            }
        } finally {
            lock.unlock();
        }
    }
}
