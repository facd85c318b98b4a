package io.tidbclient.sandbox.sql;

import java.util.Locale;

/** Turns a statement's text into what it means. */
public final class StatementParser {
    private final Tokens tokens;
    private final Grammar grammar;

    private StatementParser(String sql, Grammar grammar) {
        this.tokens = new Tokens(sql);
        this.grammar = grammar;
    }

    /**
     * Parses one statement.
     *
     * @throws SqlSyntaxException when this server does not know it
     */
    public static Statement parse(String sql, Grammar grammar) throws SqlSyntaxException {
        StatementParser parser = new StatementParser(sql, grammar);
        Statement statement = parser.statement();
        parser.tokens.expectEnd();
        return statement;
    }

    private Statement statement() throws SqlSyntaxException {
        Token first = tokens.peek();
        if (first.kind() != Token.Kind.WORD) {
            throw tokens.unexpected();
        }
        return switch (first.text().toUpperCase(Locale.ROOT)) {
            case "SELECT" -> new SelectParser(tokens).select();
            case "SHOW" -> new ShowParser(tokens, grammar).show();
            case "SET" -> new SetParser(tokens).set();
            case "USE" -> use();
            case "BEGIN", "COMMIT", "ROLLBACK", "START" -> transaction();
            case "CANCEL" -> cancel();
            case "IMPORT" -> importInto();
            case "KILL" -> kill();
            default -> throw tokens.unexpected();
        };
    }

    private Statement use() throws SqlSyntaxException {
        tokens.expect("USE");
        return new Statement.Use(tokens.name());
    }

    private Statement transaction() throws SqlSyntaxException {
        if (tokens.accept("START")) {
            tokens.expect("TRANSACTION");
            skipWords();
        } else {
            tokens.next();
            skipWords();
        }
        return new Statement.Transaction();
    }

    /** OPTIMISTIC, WORK, READ ONLY, WITH CONSISTENT SNAPSHOT: whatever follows makes no difference without data. */
    private void skipWords() {
        while (tokens.peek().kind() == Token.Kind.WORD || tokens.peek().isSymbol(',')) {
            tokens.next();
        }
    }

    private Statement importInto() throws SqlSyntaxException {
        if (!grammar.importJobs()) {
            throw tokens.unexpected();
        }
        return new ImportIntoParser(tokens).parse();
    }

    private Statement cancel() throws SqlSyntaxException {
        if (!grammar.importJobs()) {
            throw tokens.unexpected();
        }
        tokens.expect("CANCEL");
        tokens.expect("IMPORT");
        tokens.expect("JOB");
        return new Statement.CancelImportJob(tokens.wholeNumber());
    }

    private Statement kill() throws SqlSyntaxException {
        tokens.expect("KILL");
        tokens.accept("TIDB");
        boolean statementOnly = tokens.accept("QUERY");
        if (!statementOnly) {
            tokens.accept("CONNECTION");
        }
        return new Statement.Kill(tokens.wholeNumber(), !statementOnly);
    }
}
