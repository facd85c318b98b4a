package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Target;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.FailureKind.Blame;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.resilience.GuardedCalls;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Finding;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One connection's way to its server: opens its session, reads over it, and opens it again when it was lost. One call at
 * a time, except for {@link #close()}.
 */
final class ServerLink implements AutoCloseable {
    private final ConnectionSettings settings;
    private final Tools tools;
    private final GuardedCalls guarded;
    private final Consumer<Finding> report;
    private final AtomicReference<Session> session = new AtomicReference<>();
    private volatile boolean closed;

    /** What every link needs, whatever it leads to. */
    record Tools(SessionFactory sessions, BlockingWork blocking, FailureClassifier failures) {}

    ServerLink(ConnectionSettings settings, Tools tools, GuardedCalls guarded, Consumer<Finding> report) {
        this.settings = settings;
        this.tools = tools;
        this.guarded = guarded;
        this.report = report;
    }

    Target target() {
        return settings.target();
    }

    /** Opens the session, under the retry policy and the host's breaker. */
    Uni<Session> open() {
        return guarded.call(target(), this::openOnce, this::reportAttempt);
    }

    /** Reads, under the retry policy and the host's breaker; a lost session is opened again first. */
    <T> Uni<T> read(Function<Session, T> reading) {
        return guarded.call(target(), attempt -> readOnce(reading), this::reportAttempt);
    }

    /**
     * Reads over a session that nobody used for long, under the retry policy and the host's breaker. That it was cut
     * meanwhile says nothing of the host now: only what opening it again meets does.
     */
    <T> Uni<T> readAfterPause(Function<Session, T> reading) {
        return guarded.call(
                target(), attempt -> tools.blocking().call(() -> readOrReopen(reading)), this::reportAttempt);
    }

    /** Reads, once and whatever the breaker says; a lost session is opened again first. */
    <T> Uni<T> readOnce(Function<Session, T> reading) {
        return tools.blocking().call(() -> readNow(reading));
    }

    private Uni<Session> openOnce(int attempt) {
        return tools.blocking().call(() -> {
            long begin = System.nanoTime();
            Session opened = keep(tools.sessions().open(settings));
            report.accept(new CheckFinding.Opened(attempt, since(begin), opened.tls()));
            return opened;
        });
    }

    private <T> T readNow(Function<Session, T> reading) {
        Session known = session.get();
        Session current = known == null ? reopen() : known;
        try {
            return reading.apply(current);
        } catch (FailureException e) {
            if (e.failure().kind().blame() == Blame.UNREACHED) {
                session.compareAndSet(current, null);
                // Cut first, so that closing does not wait for the server; closing makes room for the next session,
                // since the data source has room for one.
                current.abort();
                current.close();
            }
            throw e;
        }
    }

    private <T> T readOrReopen(Function<Session, T> reading) {
        try {
            return readNow(reading);
        } catch (FailureException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_LOST) {
                throw e;
            }
            return readNow(reading);
        }
    }

    private Session reopen() {
        long begin = System.nanoTime();
        Session opened = keep(tools.sessions().open(settings));
        report.accept(new CheckFinding.Reopened(since(begin), opened.tls()));
        return opened;
    }

    private Session keep(Session opened) {
        session.set(opened);
        if (closed) {
            opened.close();
            throw new CancellationException("the connection is no longer wanted");
        }
        return opened;
    }

    private void reportAttempt(int attempt, Throwable thrown) {
        Failure failure = tools.failures().classify(thrown);
        report.accept(new CheckFinding.AttemptFailed(attempt, failure));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        closed = true;
        Session last = session.get();
        if (last != null) {
            last.close();
        }
    }
}
