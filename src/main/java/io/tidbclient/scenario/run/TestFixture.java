package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.sql.Identifiers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The test fixture of a scenario: a private database and users. Closing it drops both, whatever happened before, and
 * reports what could not be dropped.
 */
final class TestFixture implements AutoCloseable {
    private static final int NO_SUCH_THREAD = 1094;

    private final Scenario scenario;
    private final SessionCredentials credentials;
    private final String database;
    private final Map<String, Scalar> values;
    private final OpenConnections openConnections;
    private final ScenarioContext scenarioContext;
    private final Consumer<ScenarioEvent> report;
    private final AdminConnection admin;
    private final AdminConnection observer;
    private final List<String> users = new ArrayList<>();
    private boolean databaseExists;
    private boolean complete;
    private volatile boolean stopped;
    private volatile CompletableFuture<Void> making = CompletableFuture.completedFuture(null);

    TestFixture(ScenarioContext scenarioContext, Consumer<ScenarioEvent> report) {
        this.scenarioContext = scenarioContext;
        this.scenario = scenarioContext.scenario();
        this.credentials = scenarioContext.credentials();
        this.database = scenarioContext.database();
        this.values = scenarioContext.values();
        this.openConnections = scenarioContext.openConnections();
        this.report = report;
        this.admin = new AdminConnection(scenarioContext.sessions(), credentials.own("keeper"));
        this.observer = new AdminConnection(scenarioContext.sessions(), credentials.own("observer"));
    }

    /** Makes the database and the users, then runs the script's own setup. */
    void setUp() throws InterruptedException {
        // Known before anything is made, so that whoever closes the fixture waits for it.
        CompletableFuture<Void> made = new CompletableFuture<>();
        making = made;
        // On a thread that no interruption reaches: a server may still create what is no longer waited for.
        var unused = scenarioContext
                .tools()
                .blocking()
                .run(this::make)
                .subscribe()
                .with(made::complete, made::completeExceptionally);
        try {
            made.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
        scenario.setup().forEach(this::setUp);
    }

    private void setUp(SqlText sql) {
        try {
            run(sql);
        } catch (FailureException e) {
            throw new FailureException(e.failure().about("setup: " + new Action.Run(sql).shown()), e);
        }
    }

    private void make() {
        requireNotStopped();
        admin.run(session -> {});
        requireNotStopped();
        databaseExists = true;
        unlessRefused(
                () -> admin.run(session -> session.execute("CREATE DATABASE " + Identifiers.quote(database))),
                () -> databaseExists = false);
        admin.prepare(session -> session.execute("USE " + Identifiers.quote(database)));
        for (Account account : scenario.accounts()) {
            requireNotStopped();
            make(account);
        }
        requireNotStopped();
        complete = true;
    }

    private void requireNotStopped() {
        if (stopped) {
            throw new CancellationException("the scenario ended before its fixture was ready");
        }
    }

    /** Where the server has refused to make something, there is nothing to remove. */
    private static void unlessRefused(Runnable making, Runnable refused) {
        try {
            making.run();
        } catch (FailureException e) {
            if (e.failure().code() != 0) {
                refused.run();
            }
            throw e;
        }
    }

    private void make(Account account) {
        String name = credentials.accountName(account.name());
        String clauses = account.clauses().isEmpty() ? "" : " " + account.clauses();
        users.add(name);
        unlessRefused(
                () -> change(
                        "CREATE USER ? IDENTIFIED BY ?" + clauses,
                        List.of(name, credentials.password(account).reveal())),
                () -> users.remove(name));
        if (!account.privileges().isEmpty()) {
            change(
                    "GRANT " + String.join(", ", account.privileges()) + " ON " + Identifiers.quote(database)
                            + ".* TO ?",
                    List.of(name));
        }
    }

    SqlLockWaitReader lockWaits() {
        return new SqlLockWaitReader(observer, scenarioContext);
    }

    /** Reads, as the user of the command. */
    Answer read(SqlText sql, Map<String, Scalar> known) {
        List<Object> bound = StepHandler.bound(sql, known);
        return admin.call(session -> session.run(sql.jdbc(), bound));
    }

    /** Nothing more is made. */
    void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
        boolean unused = making.handle((done, thrown) -> true).join();
        try {
            observer.close();
            if (databaseExists) {
                clear();
            }
        } finally {
            admin.close();
        }
    }

    /** The sessions end first: what they hold would keep the database from being dropped. */
    private void clear() {
        admin.renew();
        openConnections.end().forEach(this::kill);
        if (complete) {
            scenario.teardown().forEach(sql -> orReport("teardown: " + sql.written(), () -> run(sql)));
        }
        users.forEach(user -> orReport("user " + user, () -> change("DROP USER IF EXISTS ?", List.of(user))));
        orReport(
                "database " + database,
                () -> admin.run(session -> session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database))));
    }

    /**
     * Ends an aborted statement, whose connection is closed already. Sessions at rest are never killed: TiDB v8.5.4
     * dies of it when they hold locks (seen).
     */
    private void kill(long connection) {
        String kill = "KILL QUERY " + connection;
        try {
            admin.run(session -> session.execute(kill));
        } catch (FailureException e) {
            if (e.failure().code() != NO_SUCH_THREAD) {
                report.accept(new ScenarioEvent.Noted(kill + ": " + e.failure().sentence()));
            }
        }
    }

    private void run(SqlText sql) {
        List<Object> bound = StepHandler.bound(sql, values);
        if (sql.changesUsers()) {
            change(sql.jdbc(), bound);
        } else {
            ask(sql.jdbc(), bound);
        }
    }

    /** About users or their rights: no two at once. */
    private void change(String sql, List<Object> parameters) {
        scenarioContext.grantLock().change(() -> ask(sql, parameters));
    }

    private void ask(String sql, List<Object> parameters) {
        Answer unused = admin.call(session -> session.run(sql, parameters));
    }

    /** One thing that cannot be removed keeps no other from being removed, whatever the reason. */
    private void orReport(String what, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            String why = scenarioContext.tools().failures().classify(e).sentence();
            report.accept(new ScenarioEvent.LeftOver(what, why));
        }
    }
}
