package io.tidbclient.resilience;

import io.smallrye.faulttolerance.core.timer.ThreadTimer;
import io.smallrye.faulttolerance.core.timer.Timer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * The time that retries and breakers live in: one source to wait by and to measure by, so that tests can hold both.
 *
 * @param timer runs something later
 * @param nanos a monotonic clock in nanoseconds that agrees with the timer
 */
public record GuardTime(Timer timer, LongSupplier nanos) implements AutoCloseable {

    /** Real time: one timer thread, started here, whose tasks run on virtual threads. */
    public static GuardTime system() {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        return new GuardTime(new ThreadTimer(executor), System::nanoTime);
    }

    /** Stops the timer; what still waits is never run. */
    @Override
    public void close() {
        try {
            timer.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
