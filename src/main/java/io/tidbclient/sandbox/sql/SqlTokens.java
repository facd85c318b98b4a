package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.List;
import java.util.Optional;

/** A statement's tokens and how far its parser has come. */
final class SqlTokens {
    private final String sql;
    private final List<SqlToken> sqlTokens;
    private int at;

    SqlTokens(String sql) {
        this.sql = sql;
        this.sqlTokens = SqlLexer.tokens(sql);
    }

    SqlToken peek() {
        return sqlTokens.get(at);
    }

    /** The next one, and on; the last one stays. */
    SqlToken next() {
        SqlToken sqlToken = peek();
        if (at < sqlTokens.size() - 1) {
            at++;
        }
        return sqlToken;
    }

    /** Whether the next one is a symbol, without going on. */
    boolean followedBy(char symbol) {
        return at + 1 < sqlTokens.size() && sqlTokens.get(at + 1).isSymbol(symbol);
    }

    boolean accept(String word) {
        boolean there = peek().isWord(word);
        if (there) {
            next();
        }
        return there;
    }

    boolean accept(char symbol) {
        boolean there = peek().isSymbol(symbol);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String word) throws SqlSyntaxException {
        if (!accept(word)) {
            throw unexpected();
        }
    }

    void expect(char symbol) throws SqlSyntaxException {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    void expectEnd() throws SqlSyntaxException {
        while (accept(';')) {
            // A statement may end with any number of them.
        }
        if (peek().kind() != SqlToken.Kind.END) {
            throw unexpected();
        }
    }

    String name() throws SqlSyntaxException {
        return switch (peek().kind()) {
            case WORD, QUOTED_NAME -> next().text();
            case STRING, NUMBER, SYSTEM_VARIABLE, USER_VARIABLE, SYMBOL, BROKEN, END -> throw unexpected();
        };
    }

    String string() throws SqlSyntaxException {
        if (peek().kind() != SqlToken.Kind.STRING) {
            throw unexpected();
        }
        return next().text();
    }

    long wholeNumber() throws SqlSyntaxException {
        if (peek().kind() != SqlToken.Kind.NUMBER) {
            throw unexpected();
        }
        try {
            long number = Long.parseLong(peek().text());
            next();
            return number;
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    /** The pattern of a LIKE, if one follows. */
    Optional<String> like() throws SqlSyntaxException {
        return accept("LIKE") ? Optional.of(string()) : Optional.empty();
    }

    /** The statement as it was written from a token to the last one passed. */
    String textFrom(SqlToken first) {
        return sql.substring(first.start(), sqlTokens.get(Math.max(0, at - 1)).end());
    }

    SqlSyntaxException unexpected() {
        return new SqlSyntaxException(sql, peek());
    }
}
