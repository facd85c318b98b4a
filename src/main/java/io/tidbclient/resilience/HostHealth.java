package io.tidbclient.resilience;

import io.tidbclient.config.BreakerSettings;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is known of one host, and so who may try it now: the states of its circuit breaker.
 *
 * <p>A breaker alone would let a thousand callers start before the first of them has failed. So as long as a host has
 * not answered, no more tries run at once than failures are wanted to open its breaker; the other callers wait for the
 * first answer, and then all go, or none.
 */
final class HostHealth {
    /** A caller; learns outside any lock whether it may proceed. */
    interface Caller {
        /** It may; exactly one {@link HostHealth#leave} with the permit must follow. */
        void admitted(Permit permit);

        /** It may not: the breaker is open. */
        void refused();
    }

    /**
     * Leave for one try.
     *
     * @param generation which closing or half-opening of the breaker it was given under; how the try ends matters only
     *     then
     */
    record Permit(int generation) {}

    /** How a try ended, as far as the host is concerned. */
    enum AttemptOutcome {
        /** The host answered, whatever the answer was. */
        REACHED,
        /** The host is not there. */
        DOWN,
        /** The attempt was given up before it had a result. */
        UNKNOWN
    }

    private enum Phase {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final BreakerSettings settings;
    private final NanoClock nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final FailureWindow failures;
    private final Set<Caller> waiting = new LinkedHashSet<>();
    private Phase phase = Phase.CLOSED;
    private boolean proven;
    private int generation;
    private int running;
    private int successes;
    private long openedAt;

    HostHealth(BreakerSettings settings, NanoClock nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.failures = new FailureWindow(settings.window());
    }

    /** Admits or refuses the caller, at once or when more is known of the host. */
    void enter(Caller caller) {
        boolean refused;
        lock.lock();
        try {
            if (phase == Phase.OPEN && openFor() == 0) {
                begin(Phase.HALF_OPEN);
            }
            refused = phase == Phase.OPEN;
            if (!refused) {
                waiting.add(caller);
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            caller.refused();
        } else {
            admitWaiting();
        }
    }

    /** The caller waits no more. Does nothing when it does not wait. */
    void withdraw(Caller caller) {
        lock.lock();
        try {
            waiting.remove(caller);
        } finally {
            lock.unlock();
        }
    }

    /** A try has ended. */
    void leave(Permit permit, AttemptOutcome outcome) {
        List<Caller> refused = List.of();
        lock.lock();
        try {
            if (permit.generation() != generation) {
                return;
            }
            running--;
            switch (outcome) {
                case REACHED -> reached();
                case DOWN -> refused = down();
                case UNKNOWN -> {}
            }
        } finally {
            lock.unlock();
        }
        refused.forEach(Caller::refused);
        admitWaiting();
    }

    /** Nanoseconds until the breaker lets a try through; zero when it would now. */
    long nanosUntilNextTry() {
        lock.lock();
        try {
            return phase == Phase.OPEN ? openFor() : 0;
        } finally {
            lock.unlock();
        }
    }

    private void reached() {
        failures.end();
        if (phase == Phase.CLOSED) {
            proven = true;
        } else if (++successes >= settings.successes()) {
            begin(Phase.CLOSED);
            proven = true;
        }
    }

    /** Those that waited, when this failure opens the breaker. */
    private List<Caller> down() {
        if (phase == Phase.CLOSED && failures.add(nanoClock.nanos()) < settings.failures()) {
            return List.of();
        }
        begin(Phase.OPEN);
        openedAt = nanoClock.nanos();
        proven = false;
        failures.end();
        List<Caller> refused = List.copyOf(waiting);
        waiting.clear();
        return refused;
    }

    private void begin(Phase next) {
        phase = next;
        generation++;
        running = 0;
        successes = 0;
    }

    private long openFor() {
        return Math.max(0, settings.openFor().toNanos() - (nanoClock.nanos() - openedAt));
    }

    private void admitWaiting() {
        List<Caller> admitted = new ArrayList<>();
        Permit permit;
        lock.lock();
        try {
            permit = new Permit(generation);
            while (!waiting.isEmpty() && running < limit()) {
                Caller next = waiting.iterator().next();
                waiting.remove(next);
                running++;
                admitted.add(next);
            }
        } finally {
            lock.unlock();
        }
        admitted.forEach(caller -> caller.admitted(permit));
    }

    /** How many tries may run at once. */
    private int limit() {
        return switch (phase) {
            case CLOSED -> {
                int failed = failures.count(nanoClock.nanos());
                yield proven && failed == 0 ? Integer.MAX_VALUE : settings.failures() - failed;
            }
            case HALF_OPEN -> 1;
            case OPEN -> 0;
        };
    }
}
