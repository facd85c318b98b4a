package io.tidbclient.resilience;

import io.tidbclient.config.BreakerSettings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What is known of one host, and so who may try it now.
 *
 * <p>A breaker alone would let a thousand callers start before the first of them has failed. So as long as a host has
 * not answered, no more tries run at once than failures are wanted to open its breaker; the other callers wait for the
 * first answer, and then all go, or none.
 */
final class HostHealth {
    /** A caller, told outside any lock whether it may go. */
    interface Caller {
        /** It may; exactly one {@link HostHealth#leave()} must follow. */
        void admitted();

        /** It may not: the breaker is open. */
        void refused();
    }

    /** How a try ended, as far as the host is concerned. */
    enum Outcome {
        /** The host is there, whatever it said. */
        REACHED,
        /** The host is not there. */
        DOWN,
        /** The try was given up before it could tell. */
        UNKNOWN
    }

    private enum Phase {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final BreakerSettings settings;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final FailureStreak failures;
    private final Queue<Caller> waiting = new ArrayDeque<>();
    private Phase phase = Phase.CLOSED;
    private boolean proven;
    private int running;
    private long openedAt;

    HostHealth(BreakerSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.failures = new FailureStreak(settings.window());
    }

    void enter(Caller caller) {
        boolean admitted = false;
        boolean refused = false;
        lock.lock();
        try {
            if (phase == Phase.OPEN) {
                refused = true;
            } else if (running < limit()) {
                running++;
                admitted = true;
            } else {
                waiting.add(caller);
            }
        } finally {
            lock.unlock();
        }
        if (admitted) {
            caller.admitted();
        } else if (refused) {
            caller.refused();
        }
    }

    /** Takes a try's outcome down. Says whether it must open the breaker. */
    boolean judge(Outcome outcome) {
        lock.lock();
        try {
            if (outcome == Outcome.REACHED) {
                proven = true;
                failures.end();
                return false;
            }
            if (phase == Phase.HALF_OPEN) {
                // A probe that was cancelled has to end as something: the breaker would wait for it for ever.
                return true;
            }
            if (outcome == Outcome.UNKNOWN) {
                return false;
            }
            return failures.add(nanos.getAsLong()) >= settings.failures();
        } finally {
            lock.unlock();
        }
    }

    /** A caller that was admitted is done, after its outcome was judged and the breaker has moved. */
    void leave() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
        admitWaiting();
    }

    void opened() {
        List<Caller> refused;
        lock.lock();
        try {
            phase = Phase.OPEN;
            openedAt = nanos.getAsLong();
            proven = false;
            failures.end();
            refused = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        refused.forEach(Caller::refused);
    }

    void halfOpened() {
        lock.lock();
        try {
            phase = Phase.HALF_OPEN;
        } finally {
            lock.unlock();
        }
    }

    void closed() {
        lock.lock();
        try {
            phase = Phase.CLOSED;
            proven = true;
            failures.end();
        } finally {
            lock.unlock();
        }
        admitWaiting();
    }

    /** Nanoseconds until the breaker lets a try through; zero when it would now. */
    long nanosUntilNextTry() {
        lock.lock();
        try {
            if (phase != Phase.OPEN) {
                return 0;
            }
            return Math.max(0, settings.openFor().toNanos() - (nanos.getAsLong() - openedAt));
        } finally {
            lock.unlock();
        }
    }

    private void admitWaiting() {
        List<Caller> admitted = new ArrayList<>();
        lock.lock();
        try {
            while (phase != Phase.OPEN && !waiting.isEmpty() && running < limit()) {
                running++;
                admitted.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        admitted.forEach(Caller::admitted);
    }

    /** How many tries may run at once. */
    private int limit() {
        int failed = failures.count(nanos.getAsLong());
        return switch (phase) {
            case CLOSED -> proven && failed == 0 ? Integer.MAX_VALUE : settings.failures() - failed;
            case HALF_OPEN -> 1;
            case OPEN -> 0;
        };
    }
}
