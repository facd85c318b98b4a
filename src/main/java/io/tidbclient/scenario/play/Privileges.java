package io.tidbclient.scenario.play;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes users and their rights, one change at a time, for all scenarios of this process. TiDB answers each change by
 * reading all grant tables and then putting what it read in place of what it had, without a lock (Handle.Update in
 * privilege/privileges/cache.go of v8.5.4): of two at once, the slower one may put back a state in which the other's user
 * is missing, who is refused with 1045 until the next change.
 */
final class Privileges {
    private static final int ACCESS_DENIED = 1045;
    private static final int MOST_LOGINS = 4;

    private final ReentrantLock one = new ReentrantLock();
    private final SessionFactory sessions;

    Privileges(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Makes one change; blocks while another is being made. */
    void change(Runnable statement) {
        one.lock();
        try {
            statement.run();
        } finally {
            one.unlock();
        }
    }

    /**
     * Logs in as a user that a scenario made. Other processes change users too, so a server that does not know this one is
     * told to read its grant tables again, three times at most.
     *
     * @param own for the connection over which the server is told
     * @throws FailureException as opening does, 1045 when the server does not know the user even then
     */
    Session login(ConnectionSettings user, ConnectionSettings own) {
        for (int tries = 1; ; tries++) {
            try {
                return sessions.open(user);
            } catch (FailureException e) {
                if (e.failure().code() != ACCESS_DENIED || tries == MOST_LOGINS) {
                    throw e;
                }
                readAgain(own, e);
            }
        }
    }

    /** A command's user that may not do this leaves it at the refusal. */
    private void readAgain(ConnectionSettings own, FailureException refused) {
        try (Session session = sessions.open(own)) {
            change(() -> session.execute("FLUSH PRIVILEGES"));
        } catch (FailureException e) {
            refused.addSuppressed(e);
            throw refused;
        } finally {
            sessions.forget(own.name());
        }
    }
}
