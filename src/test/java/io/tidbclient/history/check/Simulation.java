package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs random transactions of several sessions on a reference store, one step of one session at a time, and records their
 * history. At the end one transaction reads all keys.
 */
final class Simulation {
    /**
     * How large it is.
     *
     * @param operations most of one transaction
     * @param atomic whether a transaction's operations are one step
     * @param failures of 100 transactions, how many are rolled back, and how many end with an unknown outcome
     */
    record Size(int sessions, int transactions, int keys, int operations, boolean atomic, int failures) {}

    private final ReferenceStore store;
    private final Random random;
    private final Size size;
    private final Map<Integer, Running> running = new HashMap<>();
    private final List<Transaction> history = new ArrayList<>();
    private final int[] sessions;
    private long clock;
    private long nextId;
    private long nextValue = 1;

    private Simulation(ReferenceStore store, Random random, Size size) {
        this.store = store;
        this.random = random;
        this.size = size;
        this.sessions = new int[size.sessions()];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = i;
        }
    }

    static List<Transaction> run(ReferenceStore store, Random random, Size size) {
        return new Simulation(store, random, size).run();
    }

    private List<Transaction> run() {
        while (nextId < size.transactions() || !running.isEmpty()) {
            clock++;
            int place = random.nextInt(sessions.length);
            Running transaction = running.get(place);
            if (transaction != null) {
                step(place, transaction);
            } else if (nextId < size.transactions()) {
                running.put(place, new Running(nextId++, clock, 1 + random.nextInt(size.operations())));
            }
        }
        readAllKeys();
        return history;
    }

    private void step(int place, Running transaction) {
        if (transaction.remaining == 0) {
            running.remove(place);
            end(place, transaction);
            return;
        }
        if (transaction.session == null) {
            transaction.session = store.begin();
        }
        do {
            operate(transaction);
        } while (size.atomic() && transaction.remaining > 0);
        if (size.atomic()) {
            commit(transaction);
        }
    }

    private void operate(Running transaction) {
        transaction.remaining--;
        long key = random.nextInt(size.keys());
        if (random.nextBoolean()) {
            transaction.operations.add(Operation.Read.of(key, transaction.session.read(key)));
        } else {
            long value = nextValue++;
            transaction.session.append(key, value);
            transaction.operations.add(new Operation.Append(key, value));
        }
    }

    private void commit(Running transaction) {
        int chance = random.nextInt(100);
        if (chance < size.failures()) {
            transaction.outcome = TransactionOutcome.ABORTED;
            return;
        }
        boolean unknown = chance < 2 * size.failures();
        boolean lost = unknown && random.nextBoolean();
        boolean committed = !lost && transaction.session.commit();
        transaction.outcome = unknown
                ? TransactionOutcome.UNKNOWN
                : committed ? TransactionOutcome.COMMITTED : TransactionOutcome.ABORTED;
    }

    private void end(int place, Running transaction) {
        if (!size.atomic()) {
            commit(transaction);
        }
        boolean unknown = transaction.outcome == TransactionOutcome.UNKNOWN;
        history.add(new Transaction(
                transaction.id,
                sessions[place],
                transaction.outcome,
                transaction.start * 1_000_000,
                unknown ? Long.MAX_VALUE : clock * 1_000_000,
                transaction.operations));
        if (unknown) {
            sessions[place] += sessions.length;
        }
    }

    private void readAllKeys() {
        clock += 2;
        ReferenceStore.Session session = store.beginLatest();
        List<Operation> reads = new ArrayList<>();
        for (long key = 0; key < size.keys(); key++) {
            reads.add(Operation.Read.of(key, session.read(key)));
        }
        history.add(new Transaction(
                nextId, 1000, TransactionOutcome.COMMITTED, clock * 1_000_000, (clock + 1) * 1_000_000, reads));
    }

    private static final class Running {
        private final long id;
        private final long start;
        private final List<Operation> operations = new ArrayList<>();
        private int remaining;
        private ReferenceStore.Session session;
        private TransactionOutcome outcome = TransactionOutcome.UNKNOWN;

        private Running(long id, long start, int remaining) {
            this.id = id;
            this.start = start;
            this.remaining = remaining;
        }
    }
}
