package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.sql.Identifiers;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Logs in as a session's user, and makes of a connection what the script has of the session. */
final class SessionLogin {
    private final SessionFactory sessions;
    private final GrantLock grantLock;
    /** For making the server reload its grant tables. */
    private final ConnectionSettings own;

    private final ConnectionSettings settings;
    private final SessionPlan plan;
    private final String database;
    private final Map<String, Scalar> values;

    /** @param connection a session's name */
    SessionLogin(ScenarioContext scenarioContext, String connection) {
        this.sessions = scenarioContext.sessions();
        this.grantLock = scenarioContext.grantLock();
        this.own = scenarioContext.credentials().own("privileges for " + connection, connection);
        this.settings = scenarioContext.credentials().settings(connection);
        this.plan = scenarioContext.credentials().plan(connection);
        this.database = scenarioContext.database();
        this.values = new HashMap<>(scenarioContext.values());
        values.put(
                "member",
                Scalar.Numeric.of(scenarioContext.scenario().memberNumbers().get(connection)));
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

    /** Opens a connection. */
    Session open() {
        return isOfMadeUser() ? grantLock.login(settings, own) : sessions.open(settings);
    }

    private boolean isOfMadeUser() {
        return plan.user().filter(SessionPlan.Login.Made.class::isInstance).isPresent();
    }

    /** Nothing is kept of a connection that has ended. */
    void forget() {
        sessions.forget(settings.name());
    }

    /** Enters the database, sets isolation level, kind of transactions and variables, and runs the session's setup. */
    void prepare(Session opened) {
        use(opened);
        plan.isolation().ifPresent(level -> SessionLevel.set(opened, level));
        plan.mode().ifPresent(mode -> SessionMode.set(opened, mode));
        for (Map.Entry<String, Scalar> variable : plan.variables().entrySet()) {
            Answer unused = opened.run(
                    "SET SESSION " + variable.getKey() + " = ?",
                    Collections.singletonList(variable.getValue().bound()));
        }
        plan.setup().forEach(sql -> run(opened, sql, "setup"));
    }

    /** Whether the session runs statements when the scenario has ended. */
    boolean hasTeardown() {
        return !plan.teardown().isEmpty();
    }

    /**
     * Runs the session's teardown, up to the first statement that fails.
     *
     * @throws FailureException that of this statement
     */
    void tearDown(Session open) {
        plan.teardown().forEach(sql -> run(open, sql, "teardown"));
    }

    private void run(Session open, SqlText sql, String part) {
        try {
            Answer unused = open.run(sql.jdbc(), StepHandler.bound(sql, values));
        } catch (FailureException e) {
            throw new FailureException(e.failure().about(part + ": " + new Action.Run(sql).shown()), e);
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
}
