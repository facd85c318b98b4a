package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The connection of one session: opens, closes and aborts it. One call at a time; closing may be concurrent.
 */
final class SessionConnection implements AutoCloseable {
    private final SessionLogin sessionLogin;
    private final String connection;
    private final AtomicReference<Session> session = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean abandoned;
    /** From the teardown on. */
    private volatile boolean ending;
    /** While its own first statements prepare it. */
    private volatile boolean opening;
    /** The open connection's, on the server; 0 when there is none. */
    private volatile long id;
    /** The connection whose statement is under way, or was broken off from here; 0 for none. */
    private volatile long atWork;

    /** @param connection whose it is: a session's name */
    SessionConnection(ScenarioContext scenarioContext, String connection) {
        this.sessionLogin = new SessionLogin(scenarioContext, connection);
        this.connection = connection;
    }

    /** How its user logs in. */
    SessionLogin login() {
        return sessionLogin;
    }

    /** Whether the session runs statements when the scenario has ended, and so stays open until then. */
    boolean hasTeardown() {
        return sessionLogin.hasTeardown();
    }

    /** Runs the session's teardown; from then on it runs nothing else. Returns why that failed. */
    Optional<FailureException> tearDown() {
        ending = true;
        Session open = session.get();
        if (!hasTeardown() || closed || (open == null && atWork == 0)) {
            return Optional.empty();
        }
        try {
            // The statement that was broken off last may be of an earlier connection.
            if (open == null || (atWork != 0 && atWork == id)) {
                throw new FailureException(
                        Failure.of(
                                FailureKind.CONNECTION_LOST,
                                "its statement had not ended, so its connection is cut.",
                                ""),
                        null);
            }
            sessionLogin.tearDown(open);
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e);
        }
    }

    /** Whose it is. */
    String session() {
        return connection;
    }

    /** Its id on the server; 0 when it is not open. */
    long id() {
        return id;
    }

    /** Whether it is this session's. */
    boolean isOf(String session) {
        return connection.equals(session);
    }

    /**
     * Opens it and returns its id on the server.
     *
     * @throws CancellationException when it was closed, meanwhile too
     */
    long open() {
        disconnect();
        abandoned = false;
        Session opened = sessionLogin.open();
        opening = true;
        session.set(opened);
        if (closed) {
            close();
            throw noLongerWanted();
        }
        try {
            sessionLogin.prepare(opened);
            id = Long.parseLong(
                    opened.run("SELECT CONNECTION_ID()", List.of()).value(0, 0).orElse("0"));
            return id;
        } catch (RuntimeException e) {
            end(Session::close);
            throw e;
        } finally {
            opening = false;
        }
    }

    private static CancellationException noLongerWanted() {
        return new CancellationException("the session is no longer wanted");
    }

    /**
     * Runs a statement on it.
     *
     * @throws CancellationException when it was closed
     */
    Answer run(String sql, List<Object> parameters) {
        return ask(open -> open.run(sql, parameters));
    }

    /** As {@link #run}, prepared on the server. */
    Answer runPrepared(String sql, List<Object> parameters) {
        return ask(open -> open.runPrepared(sql, parameters));
    }

    private Answer ask(Function<Session, Answer> statement) {
        // Before it is asked whether it is closed: whoever closes it does these the other way round.
        atWork = id;
        Session open = session.get();
        if (closed || ending || open == null) {
            atWork = 0;
            throw closed || ending ? noLongerWanted() : notConnected();
        }
        try {
            Answer answer = statement.apply(open);
            atWork = 0;
            return answer;
        } catch (RuntimeException e) {
            if (!closed && !abandoned && !Thread.currentThread().isInterrupted()) {
                atWork = 0;
            }
            throw e;
        }
    }

    /**
     * Once it is closed: the id of the connection whose statement that aborted, and which the server may still be
     * running.
     */
    OptionalLong brokenOff() {
        long busy = atWork;
        return busy == 0 ? OptionalLong.empty() : OptionalLong.of(busy);
    }

    /** No loss: there was nothing to lose when the statement began. */
    private FailureException notConnected() {
        return new FailureException(
                Failure.of(FailureKind.EXPECTATION_NOT_MET, connection + " is not connected.", ""), null);
    }

    /** Ends the statement under way, which the server may continue, by closing its socket; does not block. */
    void abandon() {
        abandoned = true;
        Session open = session.get();
        if (open != null) {
            open.abort();
        }
    }

    /** Returns when the server has ended the session, so that the next login finds its user's connection gone. */
    void disconnect() {
        end(Session::quit);
    }

    private void end(Consumer<Session> how) {
        Session open = session.getAndSet(null);
        if (open != null) {
            how.accept(open);
        }
        id = 0;
        sessionLogin.forget();
    }

    void cut() {
        Session open = session.get();
        if (open != null) {
            open.abort();
        }
        end(Session::close);
    }

    @Override
    public void close() {
        closed = true;
        if (atWork == 0 && !opening) {
            end(Session::close);
        } else {
            cut();
        }
    }
}
