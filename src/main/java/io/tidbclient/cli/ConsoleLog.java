package io.tidbclient.cli;

import io.tidbclient.output.OutputQueue;
import io.tidbclient.output.text.Units;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Where log records go that go to standard error. While a live view is drawn there, its renderer prints them, since a line
 * printed into a view would spoil both. Records are printed in their order, on a thread of their own, so that a reader that
 * stops reading standard error delays no run; those that find the bounded queue full are left out and counted.
 */
@ApplicationScoped
public class ConsoleLog {
    /** The number of records that may wait for the reader; some megabytes at most. */
    private static final int CAPACITY = 16_384;

    /** How long {@link #drain} waits: what follows, the result for example, does not depend on standard error's reader. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(1);

    private final ProcessEnvironment environment;
    private final OutputQueue queue;
    private final AtomicReference<Optional<Consumer<String>>> view = new AtomicReference<>(Optional.empty());
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong printed = new AtomicLong();
    private final Queue<String> late = new ArrayDeque<>();
    private State state = State.UNUSED;

    private enum State {
        /** Nothing has been logged; the thread does not run. */
        UNUSED,
        QUEUED,
        /** The queue is being printed to its end; what is logged meanwhile follows it. */
        ENDING,
        /** Everything was printed: later records, those of the shutdown, are printed at once. */
        FINISHED,
        /** The reader took nothing at the end: later records are left out. */
        GIVEN_UP
    }

    @Inject
    ConsoleLog(ProcessEnvironment environment) {
        this(environment, CAPACITY);
    }

    /** @param capacity the number of records that may wait for the reader */
    ConsoleLog(ProcessEnvironment environment, int capacity) {
        this.environment = environment;
        this.queue = new OutputQueue(capacity, thrown -> {});
    }

    /** From now on every line goes to {@code above}, if there is one; else to standard error. */
    public void through(Optional<Consumer<String>> above) {
        view.set(above);
    }

    /** What a log handler writes to: each flush ends a record. Closing it leaves standard error open. */
    public OutputStream stream() {
        return new Records(this::add);
    }

    /** What a hook's output is written to: printed at once, on the writer's thread, which waits for the reader. */
    public OutputStream direct() {
        return new Records(this::print);
    }

    /** Waits until what has been logged so far is printed, for at most a second: the reader may have stopped reading. */
    public void drain() {
        if (isQueued()) {
            CompletableFuture<Void> reached = new CompletableFuture<>();
            queue.add(() -> reached.complete(null));
            reached.completeOnTimeout(null, LONGEST_DRAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Prints the rest at the end of the process, for as long as the reader takes a record within every five seconds. */
    @PreDestroy
    void finish() {
        if (!isEnding()) {
            return;
        }
        boolean complete = queue.finish(printed::get, this::reportDropped, CompletableFuture.completedFuture(true));
        if (complete) {
            for (Optional<String> next = late(); next.isPresent(); next = late()) {
                print(next.get());
            }
        } else {
            giveUp();
        }
    }

    private synchronized boolean isQueued() {
        return state == State.QUEUED;
    }

    /** Whether there is something to print to its end. */
    private synchronized boolean isEnding() {
        boolean used = state == State.QUEUED;
        if (used || state == State.UNUSED) {
            state = used ? State.ENDING : State.FINISHED;
        }
        return used;
    }

    /** The next record that was logged while the queue was ending; empty, and the end, when there is none. */
    private synchronized Optional<String> late() {
        if (late.isEmpty()) {
            state = State.FINISHED;
        }
        return Optional.ofNullable(late.poll());
    }

    private synchronized void giveUp() {
        state = State.GIVEN_UP;
        late.clear();
    }

    private void reportDropped() {
        long dropped = queued.get() - printed.get();
        if (dropped > 0) {
            environment
                    .err()
                    .printf(
                            "tidb-client: standard error was read so slowly that %s left out; write the log to a file with"
                                    + " --log-file.%n",
                            dropped == 1 ? "1 log record was" : Units.count(dropped) + " log records were");
        }
    }

    private void add(String record) {
        if (isPrintedAtOnce(record)) {
            print(record);
        }
    }

    private synchronized boolean isPrintedAtOnce(String record) {
        switch (state) {
            case UNUSED, QUEUED -> {
                state = State.QUEUED;
                queued.incrementAndGet();
                queue.add(() -> {
                    print(record);
                    printed.incrementAndGet();
                });
            }
            case ENDING -> late.add(record);
            case FINISHED -> {
                return true;
            }
            case GIVEN_UP -> {}
        }
        return false;
    }

    private void print(String record) {
        Optional<Consumer<String>> above = view.get();
        if (above.isEmpty() || !isPrinted(record, above.get())) {
            environment.err().print(record);
        }
    }

    /** A view that fails does not silence the log. */
    private boolean isPrinted(String record, Consumer<String> above) {
        try {
            record.lines().forEach(above);
            return true;
        } catch (RuntimeException broken) {
            view.set(Optional.empty());
            return false;
        }
    }

    private static final class Records extends OutputStream {
        private final ByteArrayOutputStream record = new ByteArrayOutputStream();
        private final Consumer<String> taker;

        Records(Consumer<String> taker) {
            this.taker = taker;
        }

        @Override
        public synchronized void write(int b) {
            record.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            record.write(bytes, offset, length);
        }

        @Override
        public synchronized void flush() {
            if (record.size() > 0) {
                taker.accept(record.toString(StandardCharsets.UTF_8));
                record.reset();
            }
        }
    }
}
