package io.tidbclient.sandbox.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals that a connection was closed; waiters return immediately. */
public final class CloseSignal {
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Ends it, for good. */
    public void signal() {
        ended.countDown();
    }

    /**
     * Waits.
     *
     * @param longest negative is none
     * @return whether the connection ended meanwhile, or before
     */
    public boolean await(Duration longest) {
        try {
            return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
