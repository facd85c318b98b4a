package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import org.jboss.logging.Logger;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Serializes changes to users and grants across all scenarios of this process on one server. TiDB answers each change by reading all
 * grant tables and then putting what it read in place of what it had, without a lock (Handle.Update in
 * privilege/privileges/cache.go of v8.5.4): of two at once, the slower one may put back a state in which the other's
 * user is missing, who is refused with 1045 until the next change.
 */
final class GrantLock {
    private static final Logger LOG = Logger.getLogger(GrantLock.class);
    private static final int ACCESS_DENIED = 1045;
    private static final int MOST_LOGINS = 4;

    private final ReentrantLock one = new ReentrantLock();
    private final SessionFactory sessions;

    GrantLock(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Makes one change; blocks while another is being made. */
    void change(Runnable statement) {
        Locks.lock(one);
        try {
            statement.run();
        } finally {
            one.unlock();
        }
    }

    /**
     * Logs in as a user that a scenario made. Other processes change users too, so a server that does not know this one
     * is made to reload its grant tables, three times at most.
     *
     * @param own for the connection for making the server do so
     * @throws FailureException as opening does, 1045 when the server does not know the user even then
     */
    Session login(ConnectionSettings user, ConnectionSettings own) {
        for (int tries = 1; ; tries++) {
            try {
                return sessions.open(user);
            } catch (FailureException e) {
                if (!isRefused(e.failure()) || tries == MOST_LOGINS || !readAgain(own)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Runs a check that logs in as a user that a scenario made, again as {@link #login} does it.
     *
     * @param check runs it once, and returns why it failed
     * @param blocking for making the server do so
     */
    Uni<Optional<Failure>> check(
            Supplier<Uni<Optional<Failure>>> check, ConnectionSettings own, BlockingWork blocking) {
        return check(check, own, blocking, 1);
    }

    private Uni<Optional<Failure>> check(
            Supplier<Uni<Optional<Failure>>> check, ConnectionSettings own, BlockingWork blocking, int tries) {
        return check.get().onItem().transformToUni(failure -> {
            Uni<Optional<Failure>> asItIs = Uni.createFrom().item(failure);
            if (failure.filter(GrantLock::isRefused).isEmpty() || tries == MOST_LOGINS) {
                return asItIs;
            }
            return blocking.call(() -> readAgain(own))
                    .onItem()
                    .transformToUni(read -> read ? check(check, own, blocking, tries + 1) : asItIs);
        });
    }

    private static boolean isRefused(Failure failure) {
        return failure.code() == ACCESS_DENIED;
    }

    /** Whether the server did so; a command's user that may not ask for it leaves it at the refusal. */
    private boolean readAgain(ConnectionSettings own) {
        try (Session session = sessions.open(own)) {
            change(() -> session.execute("FLUSH PRIVILEGES"));
            return true;
        } catch (FailureException e) {
            LOG.debugf(e, "%s could not have the grant tables read", own.name());
            return false;
        } finally {
            sessions.forget(own.name());
        }
    }
}
