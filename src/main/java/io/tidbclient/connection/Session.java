package io.tidbclient.connection;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One open connection to a server. Its calls block: make them on a virtual thread. Interrupting that thread closes the
 * socket and ends the call. Not for use by two threads at once, except for {@link #abort()}.
 */
public interface Session extends AutoCloseable {
    /**
     * Runs a statement that reads.
     *
     * @param sql one statement, {@code ?} for each parameter
     * @param read makes something of a row
     * @param parameters bound in order
     * @return what was made of each row, in the server's order
     * @throws FailureException whatever went wrong, classified
     */
    <T> List<T> query(String sql, Function<Row, T> read, Object... parameters);

    /**
     * Runs a statement whose answer is of no interest.
     *
     * @throws FailureException whatever went wrong, classified
     */
    void execute(String sql);

    /**
     * Runs any statement and keeps its whole answer.
     *
     * @param sql one statement, {@code ?} for each parameter
     * @param parameters bound in order; {@code null} for NULL
     * @throws FailureException whatever went wrong, classified
     */
    Answer run(String sql, List<Object> parameters);

    /**
     * Runs any statement as {@link #run} does, but prepared on the server: its parameters and its rows travel in binary form.
     * Numbers, dates and times of the answer are then in the driver's words.
     *
     * @param sql one statement, {@code ?} for each parameter
     * @param parameters bound in order; {@code null} for NULL
     * @throws FailureException whatever went wrong, classified; also when the server cannot prepare such a statement
     */
    default Answer runPrepared(String sql, List<Object> parameters) {
        return run(sql, parameters);
    }

    /**
     * Does {@code work} on this session with another read timeout, for a statement that the server works on for long before it
     * answers.
     *
     * @param limit how long the server may be silent
     */
    default <T> T withReadTimeout(Duration limit, Supplier<T> work) {
        return work.get();
    }

    /** What TLS was negotiated for this connection. */
    TlsInfo tls();

    /**
     * Identifies the session on the server: the same object whenever a pool hands out this connection, and as long-lived as
     * the session's variables.
     */
    default Object serverSession() {
        return this;
    }

    /**
     * Closes the socket at once, whatever another thread is doing with it; a pool does not hand out the connection again.
     * Does nothing the second time.
     */
    void abort();

    /**
     * Ends the session and waits until the server has ended it, at most for the read timeout; then its user's connection no
     * longer counts. Otherwise as {@link #close()}; not for the sessions of a pool.
     */
    default void quit() {
        close();
    }

    /** Ends the session, or returns it to its pool; never throws, does nothing the second time. */
    @Override
    void close();
}
