package io.tidbclient.scenario.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends operations that exceed their limit, one at a time. Thousands of short ones cost a single timer. */
final class TimeLimit implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Runnable expire;
    private Instant deadline = Instant.MAX;
    private Instant nextCheck = Instant.MAX;
    private ScheduledFuture<?> check;
    private boolean passed;
    private boolean closed;

    /** @param expire ends what is under way; must not block */
    TimeLimit(ScheduledExecutorService timer, Clock clock, Runnable expire) {
        this.timer = timer;
        this.clock = clock;
        this.expire = expire;
    }

    /** An operation begins that may take this long. */
    synchronized void begin(Duration limit) {
        passed = false;
        deadline = clock.instant().plus(limit);
        if (deadline.isBefore(nextCheck)) {
            checkIn(limit);
        }
    }

    /** It has ended; whether it was ended from here. */
    synchronized boolean end() {
        deadline = Instant.MAX;
        return passed;
    }

    /** At most one check is scheduled: of two, each would schedule the next. */
    private void checkIn(Duration time) {
        cancelCheck();
        if (!closed) {
            nextCheck = clock.instant().plus(time);
            check = timer.schedule(this::check, Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void check() {
        nextCheck = Instant.MAX;
        if (deadline.equals(Instant.MAX)) {
            return;
        }
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isPositive()) {
            checkIn(left);
            return;
        }
        passed = true;
        deadline = Instant.MAX;
        // Within the lock: what begins next is not to be ended in place of this.
        expire.run();
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancelCheck();
    }

    private void cancelCheck() {
        if (check != null) {
            check.cancel(false);
        }
    }
}
