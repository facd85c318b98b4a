package io.tidbclient.time;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits until a timer signals that a time has passed. Blocks its thread. */
public final class TimerPause {
    private final ScheduledExecutorService timer;

    /** @param timer signals the end */
    public TimerPause(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Waits.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public void last(Duration time) throws InterruptedException {
        try {
            var unused = timer.schedule(() -> {}, time.toNanos(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("doing nothing failed", e);
        }
    }
}
