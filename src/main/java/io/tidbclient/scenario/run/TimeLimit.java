package io.tidbclient.scenario.run;

import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends operations that exceed their limit, one at a time. Thousands of short ones cost a single timer. */
final class TimeLimit implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final NanoClock nanoClock;
    private final Runnable expire;
    private OptionalLong deadline = OptionalLong.empty();
    private OptionalLong nextCheck = OptionalLong.empty();
    private ScheduledFuture<?> check;
    private boolean passed;
    private boolean closed;

    /** @param expire ends what is under way; must not block */
    TimeLimit(ScheduledExecutorService timer, NanoClock nanoClock, Runnable expire) {
        this.timer = timer;
        this.nanoClock = nanoClock;
        this.expire = expire;
    }

    /** An operation begins that may take this long. */
    synchronized void begin(Duration limit) {
        passed = false;
        long end = nanoClock.nanos() + limit.toNanos();
        deadline = OptionalLong.of(end);
        if (nextCheck.isEmpty() || end - nextCheck.getAsLong() < 0) {
            checkIn(limit.toNanos());
        }
    }

    /** It has ended; whether it was ended from here. */
    synchronized boolean end() {
        deadline = OptionalLong.empty();
        return passed;
    }

    /** At most one check is scheduled: of two, each would schedule the next. */
    private void checkIn(long nanos) {
        cancelCheck();
        if (!closed) {
            nextCheck = OptionalLong.of(nanoClock.nanos() + nanos);
            check = timer.schedule(this::check, Math.max(1, nanos), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void check() {
        nextCheck = OptionalLong.empty();
        if (deadline.isEmpty()) {
            return;
        }
        long left = deadline.getAsLong() - nanoClock.nanos();
        if (left > 0) {
            checkIn(left);
            return;
        }
        passed = true;
        deadline = OptionalLong.empty();
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
