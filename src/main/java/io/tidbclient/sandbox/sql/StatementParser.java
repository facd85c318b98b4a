package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

import java.util.Locale;

/** Turns a statement's text into what it means. */
public final class StatementParser {
    private final SqlTokens sqlTokens;
    private final Grammar grammar;

    private StatementParser(String sql, Grammar grammar) {
        this.sqlTokens = new SqlTokens(sql);
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
        parser.sqlTokens.expectEnd();
        return statement;
    }

    private Statement statement() throws SqlSyntaxException {
        SqlToken first = sqlTokens.peek();
        if (first.kind() != SqlToken.Kind.WORD) {
            throw sqlTokens.unexpected();
        }
        return switch (first.text().toUpperCase(Locale.ROOT)) {
            case "SELECT" -> new SelectParser(sqlTokens).select();
            case "SHOW" -> new ShowParser(sqlTokens, grammar).show();
            case "SET" -> new SetParser(sqlTokens).set();
            case "USE" -> use();
            case "BEGIN", "COMMIT", "ROLLBACK", "START" -> transaction();
            case "CANCEL" -> cancel();
            case "IMPORT" -> importInto();
            case "KILL" -> kill();
            default -> throw sqlTokens.unexpected();
        };
    }

    private Statement use() throws SqlSyntaxException {
        sqlTokens.expect("USE");
        return new Statement.Use(sqlTokens.name());
    }

    private Statement transaction() throws SqlSyntaxException {
        if (sqlTokens.accept("START")) {
            sqlTokens.expect("TRANSACTION");
            skipWords();
        } else {
            sqlTokens.next();
            skipWords();
        }
        return new Statement.Transaction();
    }

    /** OPTIMISTIC, WORK, READ ONLY, WITH CONSISTENT SNAPSHOT: whatever follows makes no difference without data. */
    private void skipWords() {
        while (sqlTokens.peek().kind() == SqlToken.Kind.WORD || sqlTokens.peek().isSymbol(',')) {
            sqlTokens.next();
        }
    }

    private Statement importInto() throws SqlSyntaxException {
        if (!grammar.importJobs()) {
            throw sqlTokens.unexpected();
        }
        return new ImportIntoParser(sqlTokens).parse();
    }

    private Statement cancel() throws SqlSyntaxException {
        if (!grammar.importJobs()) {
            throw sqlTokens.unexpected();
        }
        sqlTokens.expect("CANCEL");
        sqlTokens.expect("IMPORT");
        sqlTokens.expect("JOB");
        return new Statement.CancelImportJob(sqlTokens.wholeNumber());
    }

    private Statement kill() throws SqlSyntaxException {
        sqlTokens.expect("KILL");
        sqlTokens.accept("TIDB");
        boolean statementOnly = sqlTokens.accept("QUERY");
        if (!statementOnly) {
            sqlTokens.accept("CONNECTION");
        }
        return new Statement.Kill(sqlTokens.wholeNumber(), !statementOnly);
    }
}
