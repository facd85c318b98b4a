package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SqlText;

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
    private final Map<String, Scalar> values;
    private final OpenConnections openConnections;
    private final ScenarioContext scenarioContext;
    private final Consumer<ScenarioEvent> report;
    private final AdminConnection admin;
    private final AdminConnection observer;
    private final AdminStatements statements;
    private final FixtureObjects objects;
    private volatile boolean stopped;
    private volatile CompletableFuture<Void> making = CompletableFuture.completedFuture(null);

    TestFixture(ScenarioContext scenarioContext, Consumer<ScenarioEvent> report) {
        this.scenarioContext = scenarioContext;
        this.scenario = scenarioContext.scenario();
        this.values = scenarioContext.values();
        this.openConnections = scenarioContext.openConnections();
        this.report = report;
        this.admin = new AdminConnection(
                scenarioContext.sessions(), scenarioContext.credentials().own("keeper"));
        this.observer = new AdminConnection(
                scenarioContext.sessions(), scenarioContext.credentials().own("observer"));
        this.statements = new AdminStatements(admin, scenarioContext.grantLock());
        this.objects = new FixtureObjects(scenarioContext, admin, statements);
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
                .run(() -> objects.make(this::requireNotStopped))
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
            statements.run(sql, values);
        } catch (FailureException e) {
            throw new FailureException(e.failure().about("setup: " + new Action.Run(sql).shown()), e);
        }
    }

    private void requireNotStopped() {
        if (stopped) {
            throw new CancellationException("the scenario ended before its fixture was ready");
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

    /** Does something as the user of the command, on a connection whose database is the scenario's. */
    void work(Consumer<Session> work) {
        admin.run(work);
    }

    /** Replaces the connection of {@link #work} when it was lost meanwhile. */
    void renew() {
        admin.renew();
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
            if (objects.exist()) {
                clear();
            }
        } finally {
            admin.close();
        }
    }

    /** The sessions end first: what they hold would keep the database from being dropped. */
    private void clear() {
        admin.renew();
        openConnections.tearDown((session, failure) -> report.accept(new ScenarioEvent.LeftOver(
                "session " + session, failure.failure().sentence())));
        openConnections.end().forEach(this::kill);
        if (objects.areComplete()) {
            scenario.teardown()
                    .forEach(sql -> orReport("teardown: " + sql.written(), () -> statements.run(sql, values)));
        }
        objects.removals().forEach(this::orReport);
    }

    /**
     * Ends an aborted statement, whose connection is closed already. Sessions at rest are never killed: TiDB v8.5.4
     * dies of it when they hold locks (seen).
     */
    private void kill(long connection, String session) {
        String kill = "KILL QUERY " + connection;
        try {
            if (scenarioContext.credentials().serverNumber(session) == 1) {
                admin.run(open -> open.execute(kill));
            } else {
                try (AdminConnection own = new AdminConnection(
                        scenarioContext.sessions(),
                        scenarioContext.credentials().own("killer", session))) {
                    own.run(open -> open.execute(kill));
                }
            }
        } catch (FailureException e) {
            if (e.failure().code() != NO_SUCH_THREAD) {
                report.accept(new ScenarioEvent.Noted(kill + ": " + e.failure().sentence()));
            }
        }
    }

    /** What cannot be removed, whatever the reason, is reported, and everything else is removed. */
    private void orReport(String what, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            String why = scenarioContext.tools().failures().classify(e).sentence();
            report.accept(new ScenarioEvent.LeftOver(what, why));
        }
    }
}
