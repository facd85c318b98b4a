package io.tidbclient.sandbox.sql;

import java.util.Locale;
import java.util.Optional;

/** SHOW in its many forms, up to the word that leads to import jobs. */
final class ShowParser {
    private final Tokens tokens;
    private final Grammar grammar;

    ShowParser(Tokens tokens, Grammar grammar) {
        this.tokens = tokens;
        this.grammar = grammar;
    }

    Statement show() throws SqlSyntaxException {
        tokens.expect("SHOW");
        boolean scoped = tokens.accept("GLOBAL") || tokens.accept("SESSION");
        boolean full = !scoped && tokens.accept("FULL");
        Token what = tokens.peek();
        if (what.kind() != Token.Kind.WORD) {
            throw tokens.unexpected();
        }
        String word = what.text().toUpperCase(Locale.ROOT);
        if (scoped && !word.equals("STATUS") && !word.equals("VARIABLES")) {
            throw tokens.unexpected();
        }
        if (full && !word.equals("PROCESSLIST") && !word.equals("TABLES")) {
            throw tokens.unexpected();
        }
        if (word.equals("RAW") && grammar.importGroups()) {
            tokens.next();
            return new ImportShowParser(tokens, grammar).raw();
        }
        if (word.equals("IMPORT") && grammar.importJobs()) {
            tokens.next();
            return new ImportShowParser(tokens, grammar).imports();
        }
        return general(word);
    }

    private Statement general(String word) throws SqlSyntaxException {
        return switch (word) {
            case "DATABASES", "SCHEMAS" -> {
                tokens.next();
                yield new Statement.ShowDatabases(tokens.like());
            }
            case "TABLES" -> {
                tokens.next();
                boolean named = tokens.accept("FROM") || tokens.accept("IN");
                Optional<String> database = named ? Optional.of(tokens.name()) : Optional.empty();
                yield new Statement.ShowTables(database, tokens.like());
            }
            case "GRANTS" -> {
                tokens.next();
                yield new Statement.ShowGrants(tokens.accept("FOR") ? user() : Optional.empty());
            }
            case "STATUS" -> {
                tokens.next();
                yield new Statement.ShowStatus(tokens.like());
            }
            case "VARIABLES" -> {
                tokens.next();
                yield new Statement.ShowVariables(tokens.like());
            }
            case "WARNINGS", "ERRORS" -> {
                tokens.next();
                yield new Statement.ShowWarnings();
            }
            case "PROCESSLIST" -> {
                tokens.next();
                yield new Statement.ShowProcesses();
            }
            default -> throw tokens.unexpected();
        };
    }

    /** Empty for CURRENT_USER, with or without parentheses. */
    private Optional<String> user() throws SqlSyntaxException {
        if (tokens.accept("CURRENT_USER")) {
            if (tokens.accept('(')) {
                tokens.expect(')');
            }
            return Optional.empty();
        }
        String name = tokens.peek().kind() == Token.Kind.STRING ? tokens.string() : tokens.name();
        // 'app'@'%': the host begins with a bare @ and is a string of its own; there are no users by host here.
        if (tokens.peek().kind() == Token.Kind.USER_VARIABLE) {
            tokens.next();
            if (tokens.peek().kind() == Token.Kind.STRING) {
                tokens.next();
            }
        }
        return Optional.of(name);
    }
}
