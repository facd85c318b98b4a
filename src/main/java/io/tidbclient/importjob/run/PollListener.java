package io.tidbclient.importjob.run;

import java.time.Instant;

/** Receives each poll of the jobs, in order, on one thread; returns soon. */
public interface PollListener extends AutoCloseable {
    /**
     * A poll was taken.
     *
     * @param at by the client's clock
     */
    void on(Instant at, JobBoard.Seen seen);

    /**
     * A poll was taken, where what is written may have to wait for a reader. A listener that must not wait for the reader of the
     * output does its work at once, or on a thread of its own.
     *
     * @return writes it; called in order, on another thread
     */
    default Runnable taken(Instant at, JobBoard.Seen seen) {
        return () -> on(at, seen);
    }

    /** Frees what would outlast the process, and writes nothing: the output is given up, and its thread hangs in a write. */
    default void abandon() {}

    /** No more will come. Does not throw. */
    @Override
    default void close() {}
}
