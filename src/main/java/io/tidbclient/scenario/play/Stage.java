package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Identifiers;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SqlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * What a playing scenario makes on the server for itself: a private database, users. Closing it removes all of that,
 * whatever happened before, and tells what could not be removed.
 */
final class Stage implements AutoCloseable {
    private static final int NO_SUCH_THREAD = 1094;

    private final Scenario scenario;
    private final Logins logins;
    private final String database;
    private final Map<String, Scalar> values;
    private final Lines lines;
    private final Production production;
    private final Consumer<ScenarioFinding> report;
    private final OwnLine keeper;
    private final OwnLine observer;
    private final List<String> users = new ArrayList<>();
    private boolean databaseIsThere;
    private boolean complete;
    private volatile boolean stopped;
    private volatile CompletableFuture<Void> making = CompletableFuture.completedFuture(null);

    Stage(Production production, Consumer<ScenarioFinding> report) {
        this.production = production;
        this.scenario = production.scenario();
        this.logins = production.logins();
        this.database = production.database();
        this.values = production.values();
        this.lines = production.lines();
        this.report = report;
        this.keeper = new OwnLine(production.sessions(), logins.own("keeper"));
        this.observer = new OwnLine(production.sessions(), logins.own("observer"));
    }

    /** Makes the database and the users, then runs the script's own setup. */
    void setUp() throws InterruptedException {
        // Known before anything is made, so that whoever closes the stage waits for it.
        CompletableFuture<Void> made = new CompletableFuture<>();
        making = made;
        // On a thread that no interruption reaches: a server may still make what nobody waits for any more.
        var unused = production
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
        goOn();
        keeper.run(session -> {});
        goOn();
        databaseIsThere = true;
        unlessRefused(
                () -> keeper.run(session -> session.execute("CREATE DATABASE " + Identifiers.quote(database))),
                () -> databaseIsThere = false);
        keeper.prepare(session -> session.execute("USE " + Identifiers.quote(database)));
        for (Account account : scenario.accounts()) {
            goOn();
            make(account);
        }
        goOn();
        complete = true;
    }

    private void goOn() {
        if (stopped) {
            throw new CancellationException("the scenario is over before its stage was set");
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
        String name = logins.accountName(account.name());
        String clauses = account.clauses().isEmpty() ? "" : " " + account.clauses();
        users.add(name);
        unlessRefused(
                () -> change(
                        "CREATE USER ? IDENTIFIED BY ?" + clauses,
                        List.of(name, logins.password(account).reveal())),
                () -> users.remove(name));
        if (!account.privileges().isEmpty()) {
            change(
                    "GRANT " + String.join(", ", account.privileges()) + " ON " + Identifiers.quote(database)
                            + ".* TO ?",
                    List.of(name));
        }
    }

    LockViews views() {
        return new LockViews(observer, production);
    }

    /** Reads, as the user of the command. */
    Answer read(SqlText sql, Map<String, Scalar> known) {
        List<Object> bound = StepHandler.bound(sql, known);
        return keeper.call(session -> session.run(sql.jdbc(), bound));
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
            if (databaseIsThere) {
                clear();
            }
        } finally {
            keeper.close();
        }
    }

    /** The sessions end first: what they hold would keep the database from being dropped. */
    private void clear() {
        keeper.renew();
        lines.end().forEach(this::kill);
        if (complete) {
            scenario.teardown().forEach(sql -> orTell("teardown: " + sql.written(), () -> run(sql)));
        }
        users.forEach(user -> orTell("user " + user, () -> change("DROP USER IF EXISTS ?", List.of(user))));
        orTell(
                "database " + database,
                () -> keeper.run(session -> session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database))));
    }

    /**
     * Ends a statement that broke off, whose connection is closed already. Sessions at rest are never killed: TiDB v8.5.4
     * dies of it when they hold locks (seen).
     */
    private void kill(long connection) {
        String kill = "KILL QUERY " + connection;
        try {
            keeper.run(session -> session.execute(kill));
        } catch (FailureException e) {
            if (e.failure().code() != NO_SUCH_THREAD) {
                report.accept(
                        new ScenarioFinding.Noted(kill + ": " + e.failure().sentence()));
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
        production.privileges().change(() -> ask(sql, parameters));
    }

    private void ask(String sql, List<Object> parameters) {
        Answer unused = keeper.call(session -> session.run(sql, parameters));
    }

    /** One thing that cannot be removed keeps no other from being removed, whatever the reason. */
    private void orTell(String what, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            String why = production.tools().failures().classify(e).sentence();
            report.accept(new ScenarioFinding.LeftOver(what, why));
        }
    }
}
