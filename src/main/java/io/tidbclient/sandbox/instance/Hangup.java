package io.tidbclient.sandbox.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a connection, for whoever waits on it: waiting ends at once when the connection does. */
public final class Hangup {
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
