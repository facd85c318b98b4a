package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.scenario.Account;
import io.tidbclient.sql.Identifiers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that a scenario makes on the server: a private database, and users with their rights in it. */
final class FixtureObjects {
    private final SessionCredentials credentials;
    private final String database;
    private final List<Account> accounts;
    private final AdminConnection admin;
    private final AdminStatements statements;
    private final List<String> users = new ArrayList<>();
    private boolean databaseExists;
    private boolean complete;

    FixtureObjects(ScenarioContext scenarioContext, AdminConnection admin, AdminStatements statements) {
        this.credentials = scenarioContext.credentials();
        this.database = scenarioContext.database();
        this.accounts = scenarioContext.scenario().accounts();
        this.admin = admin;
        this.statements = statements;
    }

    /** Whether any may exist. */
    boolean exist() {
        return databaseExists;
    }

    /** Whether all were made, and the script's own statements may follow. */
    boolean areComplete() {
        return complete;
    }

    /**
     * Makes all of them.
     *
     * @param requireNotStopped throws when nothing more is to be made
     */
    void make(Runnable requireNotStopped) {
        requireNotStopped.run();
        admin.run(session -> {});
        requireNotStopped.run();
        databaseExists = true;
        unlessRefused(
                () -> admin.run(session -> session.execute("CREATE DATABASE " + Identifiers.quote(database))),
                () -> databaseExists = false);
        admin.prepare(session -> session.execute("USE " + Identifiers.quote(database)));
        for (Account account : accounts) {
            requireNotStopped.run();
            make(account);
        }
        requireNotStopped.run();
        complete = true;
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
                () -> statements.change(
                        "CREATE USER ? IDENTIFIED BY ?" + clauses,
                        List.of(name, credentials.password(account).reveal())),
                () -> users.remove(name));
        if (!account.privileges().isEmpty()) {
            statements.change(
                    "GRANT " + String.join(", ", account.privileges()) + " ON " + Identifiers.quote(database)
                            + ".* TO ?",
                    List.of(name));
        }
    }

    /** How to drop each that may exist, by what messages call it; users first, in the order of making. */
    Map<String, Runnable> removals() {
        Map<String, Runnable> removals = new LinkedHashMap<>();
        users.forEach(
                user -> removals.put("user " + user, () -> statements.change("DROP USER IF EXISTS ?", List.of(user))));
        removals.put(
                "database " + database,
                () -> admin.run(session -> session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database))));
        return removals;
    }
}
