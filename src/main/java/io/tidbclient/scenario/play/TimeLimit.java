package io.tidbclient.scenario.play;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long, one thing after another. Thousands of short ones cost one look of the timer at them. */
final class TimeLimit implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Runnable expire;
    private Instant deadline = Instant.MAX;
    private Instant nextLook = Instant.MAX;
    private ScheduledFuture<?> look;
    private boolean passed;
    private boolean closed;

    /** @param expire ends what is under way; must not block */
    TimeLimit(ScheduledExecutorService timer, Clock clock, Runnable expire) {
        this.timer = timer;
        this.clock = clock;
        this.expire = expire;
    }

    /** Something begins that may take so long. */
    synchronized void begin(Duration limit) {
        passed = false;
        deadline = clock.instant().plus(limit);
        if (deadline.isBefore(nextLook)) {
            lookIn(limit);
        }
    }

    /** It has ended; whether it was ended from here. */
    synchronized boolean end() {
        deadline = Instant.MAX;
        return passed;
    }

    /** There is one look at most: of two, each would bring about the next. */
    private void lookIn(Duration time) {
        cancelLook();
        if (!closed) {
            nextLook = clock.instant().plus(time);
            look = timer.schedule(this::look, Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void look() {
        nextLook = Instant.MAX;
        if (deadline.equals(Instant.MAX)) {
            return;
        }
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isPositive()) {
            lookIn(left);
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
        cancelLook();
    }

    private void cancelLook() {
        if (look != null) {
            look.cancel(false);
        }
    }
}
