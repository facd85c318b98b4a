package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.sql.Identifiers;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The connection of one session: opens, prepares, closes and aborts it. One call at a time; closing may be concurrent.
 */
final class SessionConnection implements AutoCloseable {
    private final SessionFactory sessions;
    private final GrantLock grantLock;
    /** For making the server reload its grant tables. */
    private final ConnectionSettings own;

    private final String connection;
    private final ConnectionSettings settings;
    private final SessionPlan plan;
    private final String database;
    private final AtomicReference<Session> session = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean abandoned;
    /** While its own first statements prepare it. */
    private volatile boolean opening;
    /** The open connection's, on the server; 0 when there is none. */
    private volatile long id;
    /** The connection whose statement is under way, or was broken off from here; 0 for none. */
    private volatile long atWork;

    /** @param connection whose it is: a session's name */
    SessionConnection(ScenarioContext scenarioContext, String connection) {
        this.sessions = scenarioContext.sessions();
        this.grantLock = scenarioContext.grantLock();
        this.own = scenarioContext.credentials().own("privileges for " + connection);
        this.connection = connection;
        this.settings = scenarioContext.credentials().settings(connection);
        this.plan = scenarioContext.credentials().plan(connection);
        this.database = scenarioContext.database();
    }

    /** Whether it is this session's. */
    boolean isOf(String session) {
        return connection.equals(session);
    }

    /** Runs the connection check up to a state as its user, and returns why that failed. */
    Uni<Optional<Failure>> check(StepHandler.Tools tools, String state) {
        Supplier<Uni<Optional<Failure>>> once = () -> tools.check().run(settingsToCheck(state), state);
        return isOfMadeUser() ? grantLock.check(once, own, tools.blocking()) : once.get();
    }

    /** As whom a check up to a state logs in; one that verifies a database verifies the scenario's own. */
    private ConnectionSettings settingsToCheck(String state) {
        return new ConnectionSettings(
                settings.name(),
                settings.target(),
                settings.user(),
                settings.password(),
                state.equals("VerifyingDatabase") ? List.of(database) : List.of(),
                settings.tls(),
                settings.timeouts());
    }

    /**
     * Opens it and returns its id on the server.
     *
     * @throws CancellationException when it was closed, meanwhile too
     */
    long open() {
        disconnect();
        abandoned = false;
        Session opened = login();
        opening = true;
        session.set(opened);
        if (closed) {
            close();
            throw noLongerWanted();
        }
        try {
            use(opened);
            plan.isolation().ifPresent(level -> opened.execute("SET SESSION TRANSACTION ISOLATION LEVEL " + level));
            plan.mode().ifPresent(mode -> setMode(opened, mode));
            for (Map.Entry<String, Scalar> variable : plan.variables().entrySet()) {
                Answer unused = opened.run(
                        "SET SESSION " + variable.getKey() + " = ?",
                        Collections.singletonList(variable.getValue().bound()));
            }
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

    private Session login() {
        return isOfMadeUser() ? grantLock.login(settings, own) : sessions.open(settings);
    }

    private boolean isOfMadeUser() {
        return plan.user().filter(SessionPlan.Login.Made.class::isInstance).isPresent();
    }

    /**
     * Runs a statement on it.
     *
     * @throws CancellationException when it was closed
     */
    Answer run(String sql, List<Object> parameters) {
        // Before it is asked whether it is closed: whoever closes it does these the other way round.
        atWork = id;
        Session open = session.get();
        if (closed || open == null) {
            atWork = 0;
            throw closed ? noLongerWanted() : notConnected();
        }
        try {
            Answer answer = open.run(sql, parameters);
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
        sessions.forget(settings.name());
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

    /** A user without rights in the scenario's database can be logged in all the same. */
    private void use(Session opened) {
        try {
            opened.execute("USE " + Identifiers.quote(database));
        } catch (FailureException e) {
            boolean mayBe = plan.user().isPresent()
                    && (e.failure().kind() == FailureKind.NO_PRIVILEGE
                            || e.failure().kind() == FailureKind.UNKNOWN_DATABASE);
            if (!mayBe) {
                throw e;
            }
        }
    }

    private static void setMode(Session opened, SessionPlan.Mode mode) {
        try {
            opened.execute("SET SESSION tidb_txn_mode = '" + mode.name().toLowerCase(Locale.ROOT) + "'");
        } catch (FailureException e) {
            // Servers that are no TiDB lock as they go, and know no other way.
            if (mode == SessionPlan.Mode.OPTIMISTIC || e.failure().code() == 0) {
                throw e;
            }
        }
    }
}
