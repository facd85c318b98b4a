package io.tidbclient.scenario.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;

/** Waits for locks that another scenario may hold for as long as a server is silent. */
final class Locks {
    private Locks() {}

    /**
     * Takes the lock.
     *
     * @throws CancellationException when the thread is interrupted while it waits; it stays interrupted
     */
    static void lock(Lock lock) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scenario was stopped");
        }
    }
}
