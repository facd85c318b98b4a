package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The history of the lists that a workload's transactions append to. For use by any number of clients. */
final class ListHistory implements AutoCloseable {
    /** A transaction of the history is explained as a whole. */
    private static final int KEYS_OF_A_FINAL_READ = 100;

    private final HistoryChecker checker = new HistoryChecker(new CheckOptions(true, true));
    private final HistoryRecorder recorder;
    private final AtomicLong nextElement = new AtomicLong(1);
    private final AtomicLong nextTransaction = new AtomicLong();
    private final AtomicInteger nextSession;
    private final Set<Long> keys = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ServerConfiguration> configuration = new AtomicReference<>();

    /**
     * An empty history.
     *
     * @param clients their number; theirs are the first sessions of the history
     * @param written receives each transaction when it has ended, one at a time
     */
    ListHistory(int clients, Consumer<Transaction> written, NanoClock clock) {
        this.nextSession = new AtomicInteger(clients);
        this.recorder = new HistoryRecorder(
                transaction -> {
                    checker.add(transaction);
                    written.accept(transaction);
                },
                clock);
    }

    /** The next element to append: no other one of the run is equal. */
    long nextElement() {
        return nextElement.getAndIncrement();
    }

    /** The number of a session that no client has yet. */
    int nextSession() {
        return nextSession.getAndIncrement();
    }

    HistoryRecorder.Open begin(int session) {
        return recorder.begin(nextTransaction.getAndIncrement(), session);
    }

    /** A transaction is about to use this list. */
    void uses(long key) {
        boolean unused = keys.add(key);
    }

    /** Level and mode of a client's session; those of all clients are equal. */
    void configured(ServerConfiguration server) {
        boolean unused = configuration.compareAndSet(null, server);
    }

    /** Level and mode of the sessions; empty before a client reported its own. */
    Optional<ServerConfiguration> configuration() {
        return Optional.ofNullable(configuration.get());
    }

    /** About to read all lists, when no client appends any more. */
    FinalReading readsAll() {
        List<HistoryRecorder.Open> reads = new ArrayList<>();
        for (int from = 0; from < Math.max(1, keys.size()); from += KEYS_OF_A_FINAL_READ) {
            reads.add(begin(nextSession()));
        }
        return new FinalReading(reads);
    }

    /** All lists at the end. */
    final class FinalReading {
        private final List<HistoryRecorder.Open> reads;

        private FinalReading(List<HistoryRecorder.Open> reads) {
            this.reads = reads;
        }

        /**
         * They were read.
         *
         * @param answer a row for each list: its number, and its elements; one that has no row is empty
         * @return what is wrong with the answer, without a full stop
         */
        Optional<String> answered(Answer answer) {
            if (answer.columns().size() != 2) {
                return Optional.of("columns " + String.join(", ", answer.columns()));
            }
            Map<Long, Values> lists = new TreeMap<>();
            new TreeSet<>(keys).forEach(key -> lists.put(key, Values.none()));
            for (int row = 0; row < answer.rows().size(); row++) {
                Optional<Long> key = ListElements.number(answer.value(row, 0).orElse(""));
                Optional<Values> elements =
                        ListElements.parse(answer.value(row, 1).orElse(""));
                if (key.isEmpty() || elements.isEmpty()) {
                    return Optional.of("a row " + answer.rows().get(row));
                }
                lists.computeIfPresent(key.get(), (known, none) -> elements.get());
            }
            List<Map.Entry<Long, Values>> all = List.copyOf(lists.entrySet());
            for (int i = 0; i < all.size(); i++) {
                reads.get(i / KEYS_OF_A_FINAL_READ)
                        .invoke(new Operation.Read(
                                all.get(i).getKey(), Optional.of(all.get(i).getValue())));
            }
            reads.forEach(read -> read.end(TransactionOutcome.COMMITTED));
            return Optional.empty();
        }
    }

    /** What the history shows. To be called once, after the last transaction. */
    HistoryVerdict check() {
        close();
        return checker.check();
    }

    /** The history has ended: the outcome of transactions in progress is unknown. */
    @Override
    public void close() {
        recorder.close();
    }
}
