package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

/** A statement this server does not understand. */
public final class SqlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String near;

    SqlSyntaxException(String sql, SqlToken sqlToken) {
        super("syntax error at \"" + sqlToken.text() + "\"", null, false, false);
        String before = sql.substring(0, sqlToken.start());
        line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        column = sqlToken.end() - (before.lastIndexOf('\n') + 1);
        near = sql.substring(sqlToken.start());
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** Where the token that was not understood ends, as TiDB counts (seen on v8.5.4). */
    public int column() {
        return column;
    }

    /** The rest of the statement from that token on. */
    public String near() {
        return near;
    }
}
