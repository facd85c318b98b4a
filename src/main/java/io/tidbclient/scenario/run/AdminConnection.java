package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import org.jboss.logging.Logger;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A connection for administration, opened on first use and reopened after a loss. When reopening fails, all later calls
 * fail immediately instead of waiting for an unreachable server.
 */
final class AdminConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AdminConnection.class);

    private final ReentrantLock one = new ReentrantLock();
    private final SessionFactory sessions;
    private final ConnectionSettings settings;
    private volatile Consumer<Session> whenOpened = session -> {};
    private Session session;
    private FailureException gone;
    private boolean closed;

    AdminConnection(SessionFactory sessions, ConnectionSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /** From now on, and on each connection that is opened later, this is done first. */
    void prepare(Consumer<Session> preparation) {
        run(preparation);
        whenOpened = preparation;
    }

    /**
     * Does something on it.
     *
     * @throws FailureException as the work does; when the server was not heard, the next call opens another connection
     */
    <T> T call(Function<Session, T> work) {
        one.lock();
        try {
            return work.apply(open());
        } catch (FailureException e) {
            if (e.failure().code() == 0) {
                drop();
            }
            throw e;
        } finally {
            one.unlock();
        }
    }

    /** For work without a result. */
    void run(Consumer<Session> work) {
        boolean unused = call(session -> {
            work.accept(session);
            return true;
        });
    }

    /** Lets go of a connection that does not answer: an interruption closes the socket that is in use just then. */
    void renew() {
        try {
            run(open -> open.execute("SELECT 1"));
        } catch (FailureException e) {
            // What is done next opens another one, or reports that none can be opened.
            LOG.debugf(e, "%s does not answer", settings.name());
        }
    }

    private Session open() {
        if (closed) {
            throw new CancellationException(settings.name() + " is no longer wanted");
        }
        if (gone != null) {
            throw gone;
        }
        if (session == null) {
            try {
                session = sessions.open(settings);
                // Whatever the server gives to the scenario's sessions: what is set up is visible to all of them.
                session.execute("SET SESSION autocommit = 1");
                whenOpened.accept(session);
            } catch (FailureException e) {
                drop();
                gone = e;
                throw e;
            }
        }
        return session;
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
        sessions.forget(settings.name());
    }

    @Override
    public void close() {
        one.lock();
        try {
            closed = true;
            drop();
        } finally {
            one.unlock();
        }
    }
}
