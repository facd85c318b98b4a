package io.tidbclient.serve.history;

import io.tidbclient.serve.status.TargetPast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The storage of a history. Calls block, and throw {@link io.tidbclient.connection.FailureException} on every error; the next
 * one connects again. Used by one thread, except for {@link #abort}.
 */
interface HistoryStore extends AutoCloseable {
    /** Connects unless it is connected, and makes the tables that are missing. */
    void open();

    /**
     * Writes records, each as if it were written once, however often that is tried.
     *
     * @param records at least one
     */
    void write(List<HistoryRecord> records);

    /**
     * What is known of a target.
     *
     * @param from checks that ended earlier are left out, and jobs that were last seen earlier
     * @param until checks that ended then or later are left out
     */
    TargetPast read(String target, Instant from, Instant until);

    /**
     * Deletes some of what this server wrote and that is older by the database's clock.
     *
     * @return whether there is more of it
     */
    boolean prune(Duration keep);

    /** Ends the call in progress, which fails, and all later ones. */
    void abort();

    /** Closes the connection. */
    @Override
    void close();
}
