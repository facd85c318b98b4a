package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

import java.util.Locale;
import java.util.Optional;

/** SHOW in its many forms, up to the word that leads to import jobs. */
final class ShowParser {
    private final SqlTokens sqlTokens;
    private final Grammar grammar;

    ShowParser(SqlTokens sqlTokens, Grammar grammar) {
        this.sqlTokens = sqlTokens;
        this.grammar = grammar;
    }

    Statement show() throws SqlSyntaxException {
        sqlTokens.expect("SHOW");
        boolean scoped = sqlTokens.accept("GLOBAL") || sqlTokens.accept("SESSION");
        boolean full = !scoped && sqlTokens.accept("FULL");
        SqlToken what = sqlTokens.peek();
        if (what.kind() != SqlToken.Kind.WORD) {
            throw sqlTokens.unexpected();
        }
        String word = what.text().toUpperCase(Locale.ROOT);
        if (scoped && !word.equals("STATUS") && !word.equals("VARIABLES")) {
            throw sqlTokens.unexpected();
        }
        if (full && !word.equals("PROCESSLIST") && !word.equals("TABLES")) {
            throw sqlTokens.unexpected();
        }
        if (word.equals("RAW") && grammar.importGroups()) {
            sqlTokens.next();
            return new ImportShowParser(sqlTokens, grammar).raw();
        }
        if (word.equals("IMPORT") && grammar.importJobs()) {
            sqlTokens.next();
            return new ImportShowParser(sqlTokens, grammar).imports();
        }
        return general(word);
    }

    private Statement general(String word) throws SqlSyntaxException {
        return switch (word) {
            case "DATABASES", "SCHEMAS" -> {
                sqlTokens.next();
                yield new Statement.ShowDatabases(sqlTokens.like());
            }
            case "TABLES" -> {
                sqlTokens.next();
                boolean named = sqlTokens.accept("FROM") || sqlTokens.accept("IN");
                Optional<String> database = named ? Optional.of(sqlTokens.name()) : Optional.empty();
                yield new Statement.ShowTables(database, sqlTokens.like());
            }
            case "GRANTS" -> {
                sqlTokens.next();
                yield new Statement.ShowGrants(sqlTokens.accept("FOR") ? user() : Optional.empty());
            }
            case "STATUS" -> {
                sqlTokens.next();
                yield new Statement.ShowStatus(sqlTokens.like());
            }
            case "VARIABLES" -> {
                sqlTokens.next();
                yield new Statement.ShowVariables(sqlTokens.like());
            }
            case "WARNINGS", "ERRORS" -> {
                sqlTokens.next();
                yield new Statement.ShowWarnings();
            }
            case "PROCESSLIST" -> {
                sqlTokens.next();
                yield new Statement.ShowProcesses();
            }
            default -> throw sqlTokens.unexpected();
        };
    }

    /** Empty for CURRENT_USER, with or without parentheses. */
    private Optional<String> user() throws SqlSyntaxException {
        if (sqlTokens.accept("CURRENT_USER")) {
            if (sqlTokens.accept('(')) {
                sqlTokens.expect(')');
            }
            return Optional.empty();
        }
        String name = sqlTokens.peek().kind() == SqlToken.Kind.STRING ? sqlTokens.string() : sqlTokens.name();
        // 'app'@'%': the host begins with a bare @ and is a string of its own; there are no users by host here.
        if (sqlTokens.peek().kind() == SqlToken.Kind.USER_VARIABLE) {
            sqlTokens.next();
            if (sqlTokens.peek().kind() == SqlToken.Kind.STRING) {
                sqlTokens.next();
            }
        }
        return Optional.of(name);
    }
}
