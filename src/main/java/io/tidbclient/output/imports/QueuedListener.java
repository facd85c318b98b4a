package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.PollListener;
import io.tidbclient.output.OutputQueue;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A listener on a queue and a thread of its own, for a file that does not depend on the reader of the other output. */
public final class QueuedListener implements PollListener {
    private final PollListener listener;
    private final OutputQueue queue;

    /**
     * On a thread of its own.
     *
     * @param listener writes
     */
    public QueuedListener(PollListener listener) {
        this.listener = listener;
        this.queue = new OutputQueue(thrown -> {});
    }

    @Override
    public void on(Instant at, JobBoard.Seen seen) {
        queue.add(() -> listener.on(at, seen));
    }

    @Override
    public Runnable taken(Instant at, JobBoard.Seen seen) {
        on(at, seen);
        return () -> {};
    }

    @Override
    public void abandon() {
        boolean unused = queue.finish(() -> 0, listener::close, CompletableFuture.completedFuture(true));
    }

    /** @throws IllegalStateException when a poll was not written, because of a defect or a file that takes nothing */
    @Override
    public void close() {
        boolean unused = queue.finish(() -> 0, listener::close, new CompletableFuture<>());
        if (queue.failed() || queue.dropped() > 0) {
            throw new IllegalStateException("not every poll could be written");
        }
    }
}
