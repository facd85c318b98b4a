package io.tidbclient.check;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.connection.Session;

import java.util.List;
import java.util.function.Function;

/** The sessions of a link: one that it keeps, or a pool. Calls block; one at a time, except for {@link #close()}. */
interface LinkSessions extends AutoCloseable {
    /**
     * Opens all of them, without a retry.
     *
     * @param attempt counts from 1
     * @throws FailureException the first failure; none is open then
     */
    void open(int attempt);

    /**
     * Does {@code work} with one session; a session that was lost before is opened again first.
     *
     * @throws FailureException whatever went wrong
     */
    <T> T use(Function<Session, T> work);

    /**
     * Does {@code work} with every session, one after the other; sessions that were lost before are opened again first.
     *
     * @return the results, at least one
     * @throws FailureException the first failure
     */
    <T> List<T> useEach(Function<Session, T> work);

    /** Closes all of them and ends the calls that use them. */
    @Override
    void close();

    /** A round trip without a result. */
    static boolean ping(Session session) {
        return session.query("SELECT 1", row -> row).size() == 1;
    }

    /** Whether a failure means that the session cannot be used any more. */
    static boolean isLost(FailureException thrown) {
        return thrown.failure().kind().category() == FailureCategory.UNREACHED;
    }
}
