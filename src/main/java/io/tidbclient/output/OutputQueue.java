package io.tidbclient.output;

import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes output on a thread of its own, in order, out of a bounded queue: a reader that is slow, or stopped reading, delays neither
 * the run nor its time limits, barriers and signals. A write that finds the queue full is left out and counted.
 */
public final class OutputQueue implements AutoCloseable {
    /** The number of writes that may wait for the reader; a run of a thousand connections has some twenty thousand. */
    private static final int CAPACITY = 65_536;

    /** How long the reader may take nothing before the output is given up, once the wait is limited. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger("io.tidbclient.output");

    private final Duration patience;
    private final Consumer<Throwable> onFailure;
    private final ThreadPoolExecutor thread;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean givenUp;

    /**
     * A queue with room for any usual run.
     *
     * @param onFailure gets what the first failing write throws, an internal error; writes after it are left out
     */
    public OutputQueue(Consumer<Throwable> onFailure) {
        this(CAPACITY, PATIENCE, onFailure);
    }

    /**
     * One with room for the given number of writes.
     *
     * @param onFailure as above
     */
    public OutputQueue(int capacity, Consumer<Throwable> onFailure) {
        this(capacity, PATIENCE, onFailure);
    }

    OutputQueue(int capacity, Duration patience, Consumer<Throwable> onFailure) {
        this.patience = patience;
        this.onFailure = onFailure;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(capacity),
                Thread.ofPlatform().daemon().name("output").factory(),
                (write, executor) -> {
                    // What comes after the end, such as a refresh under way, is no part of the output.
                    if (!executor.isShutdown()) {
                        dropped.incrementAndGet();
                    }
                });
    }

    /** Has {@code write} done after those before it; returns at once. After {@link #finish} it does nothing. */
    public void add(Runnable write) {
        thread.execute(() -> {
            if (failed.get()) {
                return;
            }
            try {
                write.run();
            } catch (RuntimeException | Error e) {
                failed.set(true);
                onFailure.accept(e);
                LOG.error("Output cannot be rendered", e);
            }
        });
    }

    /** The number of writes that were left out because the queue was full. */
    public long dropped() {
        return dropped.get();
    }

    /** Whether a write threw. */
    public boolean failed() {
        return failed.get();
    }

    /**
     * Has the rest written, then the result, and waits for both: without limit until {@code hurry} completes, then for as long as
     * the reader takes something within every five seconds.
     *
     * @param taken grows with what the reader takes, in bytes
     * @param result writes the result and closes what was written to; runs also when a write before it failed
     * @param hurry completes when the wait is to be limited: the run was stopped, or a signal came
     * @return whether everything was written; if not, the thread still hangs in a write, and a result that was not begun is never written
     */
    public boolean finish(LongSupplier taken, Runnable result, CompletionStage<?> hurry) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        // Past the limit of the queue: the result must not be what is left out.
        Thread.ofPlatform().daemon().name("output-end").start(() -> {
            try {
                thread.shutdown();
                boolean unused = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
                if (!givenUp) {
                    result.run();
                }
                done.complete(null);
            } catch (InterruptedException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        CompletableFuture.anyOf(done.handle((nothing, thrown) -> true), hurry.toCompletableFuture())
                .join();
        while (!done.isDone()) {
            long before = taken.getAsLong();
            try {
                boolean unused = done.handle((nothing, thrown) -> true).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (taken.getAsLong() == before) {
                    givenUp = true;
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                givenUp = true;
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        rethrow(done);
        return true;
    }

    private static void rethrow(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Leaves out what has not been written. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
