package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Identifiers;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SqlText;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a playing scenario makes on the server for itself: a private database, users. Closing it removes all of that,
 * whatever happened before, and tells what could not be removed.
 */
final class Stage implements AutoCloseable {
    private static final int NO_SUCH_THREAD = 1094;

    private final Scenario scenario;
    private final SessionFactory sessions;
    private final Logins logins;
    private final String database;
    private final Map<String, Scalar> values;
    private final Consumer<ScenarioFinding> report;
    private volatile Session keeper;
    private volatile Session observer;
    private volatile Progress progress = Progress.NOTHING;
    private volatile Set<Long> toKill = Set.of();

    private enum Progress {
        NOTHING,
        DATABASE,
        ALL
    }

    Stage(
            Scenario scenario,
            SessionFactory sessions,
            Logins logins,
            String database,
            Map<String, Scalar> values,
            Consumer<ScenarioFinding> report) {
        this.scenario = scenario;
        this.sessions = sessions;
        this.logins = logins;
        this.database = database;
        this.values = values;
        this.report = report;
    }

    String database() {
        return database;
    }

    /** Makes the database and the users, then runs the script's own setup. */
    void setUp() {
        keeper = sessions.open(logins.own("keeper"));
        progress = Progress.DATABASE;
        keeper.execute("CREATE DATABASE " + Identifiers.quote(database));
        keeper.execute("USE " + Identifiers.quote(database));
        report.accept(new ScenarioFinding.Staged(database));
        scenario.accounts().forEach(this::make);
        progress = Progress.ALL;
        scenario.setup().forEach(this::run);
        observer = sessions.open(logins.own("observer"));
    }

    LockViews views(Product product) {
        return new LockViews(observer, product, database);
    }

    /** Reads, as the user of the command. */
    Answer read(SqlText sql, Map<String, Scalar> known) {
        return keeper.run(sql.jdbc(), StepHandler.bound(sql, known));
    }

    /** These connections may still be at work when the stage is cleared: kill them first. */
    void killAtEnd(Set<Long> connections) {
        toKill = Set.copyOf(connections);
    }

    @Override
    public void close() {
        try {
            if (progress != Progress.NOTHING) {
                clear();
            }
        } finally {
            close(keeper, "keeper");
            close(observer, "observer");
        }
    }

    private void close(Session session, String name) {
        if (session != null) {
            session.close();
            sessions.forget(logins.own(name).name());
        }
    }

    private void clear() {
        for (long connection : toKill) {
            quietly("KILL " + connection);
        }
        if (progress == Progress.ALL) {
            for (SqlText sql : scenario.teardown()) {
                orTell("teardown: " + sql.written(), () -> run(sql));
            }
        }
        for (Account account : scenario.accounts()) {
            String name = logins.accountName(account.name());
            orTell("user " + name, () -> {
                var unused = again().run("DROP USER IF EXISTS ?", List.of(name));
            });
        }
        orTell("database " + database, () -> again().execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database)));
    }

    private void make(Account account) {
        String name = logins.accountName(account.name());
        String clauses = account.clauses().isEmpty() ? "" : " " + account.clauses();
        Answer made = keeper.run(
                "CREATE USER ? IDENTIFIED BY ?" + clauses,
                List.of(name, logins.password(account).reveal()));
        if (!account.privileges().isEmpty()) {
            made = keeper.run(
                    "GRANT " + String.join(", ", account.privileges()) + " ON " + Identifiers.quote(database)
                            + ".* TO ?",
                    List.of(name));
        }
        if (made.hasRows()) {
            throw new IllegalStateException("a GRANT answered with rows");
        }
    }

    private void run(SqlText sql) {
        Answer unused = again().run(sql.jdbc(), StepHandler.bound(sql, values));
    }

    /** The keeper, opened again when it was lost: an interruption closes the socket that is in use just then. */
    private Session again() {
        Session known = keeper;
        try {
            known.execute("USE " + Identifiers.quote(database));
            return known;
        } catch (FailureException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_LOST) {
                return known;
            }
            known.close();
            sessions.forget(logins.own("keeper").name());
            keeper = sessions.open(logins.own("keeper"));
            keeper.execute("USE " + Identifiers.quote(database));
            return keeper;
        }
    }

    private void quietly(String sql) {
        try {
            again().execute(sql);
        } catch (FailureException e) {
            if (e.failure().code() != NO_SUCH_THREAD) {
                report.accept(new ScenarioFinding.Noted(sql + ": " + e.failure().sentence()));
            }
        }
    }

    private void orTell(String what, Runnable removal) {
        try {
            removal.run();
        } catch (FailureException e) {
            Failure failure = e.failure();
            report.accept(new ScenarioFinding.LeftOver(what, failure.sentence()));
        }
    }
}
