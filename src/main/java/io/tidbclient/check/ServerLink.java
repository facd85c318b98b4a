package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.resilience.ResilientCalls;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One connection's way to its server: opens its session or its pool, reads over it, and reopens lost sessions. One call at a
 * time, except for {@link #close()}.
 */
public final class ServerLink implements AutoCloseable {
    private final ServerAddress target;
    private final LinkSessions sessions;
    private final LinkTools tools;
    private final ResilientCalls resilientCalls;
    private final Consumer<HandlerEvent> report;

    /** What every link needs, whatever it leads to. */
    record LinkTools(SessionFactory sessions, BlockingWork blocking, FailureClassifier failures) {}

    /** @param sessions to {@code target}; closed with this */
    ServerLink(
            ServerAddress target,
            LinkSessions sessions,
            LinkTools tools,
            ResilientCalls resilientCalls,
            Consumer<HandlerEvent> report) {
        this.target = target;
        this.sessions = sessions;
        this.tools = tools;
        this.resilientCalls = resilientCalls;
        this.report = report;
    }

    /** The server it leads to. */
    public ServerAddress target() {
        return target;
    }

    /** Opens the session, or fills the pool, under the retry policy and the host's breaker. */
    public Uni<Void> open() {
        return resilientCalls.call(
                target(), attempt -> tools.blocking().run(() -> sessions.open(attempt)), this::reportAttempt);
    }

    /** Reads, under the retry policy and the host's breaker; a lost session is opened again first. */
    public <T> Uni<T> read(Function<Session, T> reading) {
        return resilientCalls.call(target(), attempt -> readOnce(reading), this::reportAttempt);
    }

    /** {@link #read} over every session, one after the other; returns at least one result. */
    public <T> Uni<List<T>> readEach(Function<Session, T> reading) {
        return resilientCalls.call(
                target(), attempt -> tools.blocking().call(() -> sessions.useEach(reading)), this::reportAttempt);
    }

    /**
     * {@link #readEach} for sessions that may have been idle for long. A loss meanwhile does not count for the host's breaker;
     * a failure to reopen the session does.
     */
    public <T> Uni<List<T>> readEachAfterPause(Function<Session, T> reading) {
        return resilientCalls.call(
                target(), attempt -> tools.blocking().call(() -> readOrReopen(reading)), this::reportAttempt);
    }

    /** Reads, once and whatever the breaker says; a lost session is opened again first. */
    public <T> Uni<T> readOnce(Function<Session, T> reading) {
        return tools.blocking().call(() -> sessions.use(reading));
    }

    private <T> List<T> readOrReopen(Function<Session, T> reading) {
        try {
            return sessions.useEach(reading);
        } catch (FailureException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_LOST) {
                throw e;
            }
            return sessions.useEach(reading);
        }
    }

    private void reportAttempt(int attempt, Throwable thrown) {
        Failure failure = tools.failures().classify(thrown);
        report.accept(new CheckEvent.AttemptFailed(attempt, failure));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
