package io.tidbclient.output.terminal;

import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls again and again, until it is stopped. */
@FunctionalInterface
public interface RefreshTimer {
    /** Calls {@code task} now and each time {@code period} has passed since it returned, never twice at once. */
    Ticking every(Duration period, Runnable task);

    /** The real thing: a daemon thread for each ticking. */
    static RefreshTimer onThread() {
        return (period, task) -> {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ticker").factory());
            Future<?> ticks =
                    thread.scheduleWithFixedDelay(new Surviving(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
            return () -> {
                // A task at work ends in peace: interrupting it in the middle of a drawing would spoil the screen.
                ticks.cancel(false);
                thread.shutdown();
            };
        };
    }

    /** A task of which one call that fails does not prevent the next; the first failure is logged. */
    final class Surviving implements Runnable {
        private static final Logger LOG = Logger.getLogger(RefreshTimer.class);

        private final Runnable task;
        private boolean failed;

        private Surviving(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.error("The periodic task failed", e);
                }
                failed = true;
            }
        }
    }

    /** The current activity. */
    interface Ticking extends AutoCloseable {
        /** No further call begins. Does nothing the second time. */
        @Override
        void close();
    }
}
