package io.tidbclient.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Failures in a row, as many of them as lie within a window of time. Not for two threads at once. */
final class FailureWindow {
    private final Deque<Long> times = new ArrayDeque<>();
    private final long windowNanos;

    FailureWindow(Duration window) {
        this.windowNanos = window.toNanos();
    }

    /** One more, at this moment; says how many there are now. */
    int add(long nowNanos) {
        times.add(nowNanos);
        return count(nowNanos);
    }

    /** How many there are at this moment. */
    int count(long nowNanos) {
        while (!times.isEmpty() && nowNanos - times.peekFirst() > windowNanos) {
            times.removeFirst();
        }
        return times.size();
    }

    /** A success ends it. */
    void end() {
        times.clear();
    }
}
