package io.tidbclient.isolation.run;

import io.tidbclient.history.TransactionOutcome;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients do, for progress and for the report. For use by any number of threads. */
public final class RunCounters {
    private final LongAdder committed = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Outages outages = new Outages();

    /**
     * The counts at a time.
     *
     * @param committed transactions whose commit the server acknowledged
     * @param aborted transactions that certainly have no effect
     * @param unknown transactions whose outcome is unknown
     * @param reconnects connections that were opened in place of a lost one
     * @param errors the errors that ended transactions, with the number of transactions
     * @param outages the number of times in which the server was not reached
     * @param unreachable how long it was not reached
     */
    public record Counts(
            long committed,
            long aborted,
            long unknown,
            long reconnects,
            Map<String, Long> errors,
            long outages,
            Duration unreachable) {
        public Counts {
            errors = Collections.unmodifiableMap(new TreeMap<>(errors));
        }
    }

    void ended(TransactionOutcome outcome) {
        switch (outcome) {
            case COMMITTED -> committed.increment();
            case ABORTED -> aborted.increment();
            case UNKNOWN -> unknown.increment();
        }
    }

    void error(String error) {
        errors.computeIfAbsent(error, name -> new LongAdder()).increment();
    }

    /** The times in which the server was not reached. */
    Outages outages() {
        return outages;
    }

    void reconnected() {
        reconnects.increment();
    }

    /** The counts now. */
    public Counts counts() {
        Map<String, Long> byError = new TreeMap<>();
        errors.forEach((error, count) -> byError.put(error, count.sum()));
        return new Counts(
                committed.sum(),
                aborted.sum(),
                unknown.sum(),
                reconnects.sum(),
                byError,
                outages.count(),
                outages.total());
    }
}
