package io.tidbclient.sandbox.sql;

/** A statement this server does not understand. */
public final class SqlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String near;

    SqlSyntaxException(String sql, Token token) {
        super("syntax error at \"" + token.text() + "\"", null, false, false);
        String before = sql.substring(0, token.start());
        line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        column = token.end() - (before.lastIndexOf('\n') + 1);
        near = sql.substring(token.start());
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
