package io.tidbclient.sql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts a statement into tokens, in one pass. Comments vanish, but what stands in {@code /*! … *}{@code /} is part of
 * the statement, as MySQL has it.
 */
public final class SqlLexer implements Iterator<SqlToken> {
    /**
     * Far more than any statement here needs; what is longer is broken, so that no client can fill the memory with it.
     */
    private static final int MOST_TOKENS = 50_000;

    /** With the backslash of {@code \N}, which is NULL. */
    private static final String SYMBOLS = "(),;=<>!+-*/.%&|^~:?{}[]\\";

    private final String sql;
    private final boolean executes;
    private int at;
    private boolean inExecutableComment;
    private String broken = "";
    private SqlToken last = new SqlToken(SqlToken.Kind.SYMBOL, ";", 0, 0);

    private SqlLexer(String sql, boolean executes) {
        this.sql = sql;
        this.executes = executes;
    }

    /**
     * The tokens of a statement as a server reads it, one by one and without a limit on their number; the last one is END
     * or BROKEN.
     */
    public static Iterator<SqlToken> iterator(String sql) {
        return new SqlLexer(sql, true);
    }

    /** All tokens of a statement as a server reads it; the last one is END or BROKEN, and only that one. */
    public static List<SqlToken> tokens(String sql) {
        return new SqlLexer(sql, true).all();
    }

    /** The same, but a comment that a server would execute or obey is BROKEN, since it could be anything. */
    public static List<SqlToken> plainTokens(String sql) {
        return new SqlLexer(sql, false).all();
    }

    private List<SqlToken> all() {
        List<SqlToken> tokens = new ArrayList<>();
        while (hasNext()) {
            SqlToken token = next();
            if (tokens.size() == MOST_TOKENS && token.kind() != SqlToken.Kind.END) {
                tokens.add(new SqlToken(SqlToken.Kind.BROKEN, "it has too many parts", token.start(), sql.length()));
                break;
            }
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }

    @Override
    public boolean hasNext() {
        return last.kind() != SqlToken.Kind.END && last.kind() != SqlToken.Kind.BROKEN;
    }

    @Override
    public SqlToken next() {
        if (!hasNext()) {
            throw new NoSuchElementException("after the end of the statement");
        }
        skipBlanksAndComments();
        last = read();
        at = last.end();
        return last;
    }

    private SqlToken read() {
        if (!broken.isEmpty()) {
            return broken(broken);
        }
        if (at >= sql.length()) {
            return sqlToken(SqlToken.Kind.END, "", at);
        }
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c, SqlToken.Kind.STRING);
        }
        if (c == '`') {
            return quoted(c, SqlToken.Kind.QUOTED_NAME);
        }
        if (c == '@') {
            return variable();
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)) && !followsName())) {
            return number();
        }
        if (isNamePart(c)) {
            int end = endOfName(at);
            return sqlToken(SqlToken.Kind.WORD, sql.substring(at, end), end);
        }
        if (SYMBOLS.indexOf(c) >= 0) {
            return sqlToken(SqlToken.Kind.SYMBOL, String.valueOf(c), at + 1);
        }
        return broken("it has a character outside of quotes that begins nothing");
    }

    /** A dot right behind a name separates it from the next one, which may begin with a digit. */
    private boolean followsName() {
        return last.end() == at && (last.kind() == SqlToken.Kind.WORD || last.kind() == SqlToken.Kind.QUOTED_NAME);
    }

    private SqlToken broken(String why) {
        return sqlToken(SqlToken.Kind.BROKEN, why, sql.length());
    }

    private SqlToken quoted(char quote, SqlToken.Kind kind) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote && charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                return sqlToken(kind, text.toString(), i + 1);
            } else if (c == '\\' && kind == SqlToken.Kind.STRING && i + 1 < sql.length()) {
                text.append(unescaped(sql.charAt(i + 1)));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        return broken("a quote (" + quote + ") is not closed");
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> '\0';
            case 'Z' -> '\032';
            default -> c;
        };
    }

    private SqlToken variable() {
        if (charAt(at + 1) == '@') {
            return systemVariable();
        }
        int start = at + 1;
        int end = start;
        while (isNamePart(charAt(end)) || charAt(end) == '.') {
            end++;
        }
        return sqlToken(SqlToken.Kind.USER_VARIABLE, sql.substring(start, end), end);
    }

    /** {@code @@name}, {@code @@session.name}; each part may stand in backquotes. */
    private SqlToken systemVariable() {
        int end = at + 2;
        StringBuilder name = new StringBuilder();
        do {
            boolean next = !name.isEmpty();
            if (next) {
                name.append('.');
                end++;
            }
            boolean quoted = charAt(end) == '`';
            int from = quoted ? end + 1 : end;
            int to = quoted ? sql.indexOf('`', from) : endOfName(from);
            if (to < 0) {
                return broken("a quote (`) is not closed");
            }
            if (to == from && !next) {
                return broken("@@ has no name");
            }
            name.append(sql, from, to);
            end = quoted ? to + 1 : to;
        } while (charAt(end) == '.');
        return sqlToken(SqlToken.Kind.SYSTEM_VARIABLE, name.toString(), end);
    }

    private SqlToken number() {
        int end = at;
        while (isDigit(charAt(end)) || charAt(end) == '.') {
            end++;
        }
        // 1a is a word to MySQL; so are names such as 2024_orders.
        if (isNamePart(charAt(end))) {
            end = endOfName(end);
            return sqlToken(SqlToken.Kind.WORD, sql.substring(at, end), end);
        }
        return sqlToken(SqlToken.Kind.NUMBER, sql.substring(at, end), end);
    }

    private void skipBlanksAndComments() {
        int before = -1;
        while (before != at && broken.isEmpty()) {
            before = at;
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            if (inExecutableComment && sql.startsWith("*/", at)) {
                inExecutableComment = false;
                at += 2;
            } else if (charAt(at) == '#' || (sql.startsWith("--", at) && isBlankOrEnd(at + 2))) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (!executes && isObeyedComment()) {
                broken = "a comment that the server would execute or obey has no place in it";
            } else if (sql.startsWith("/*!", at)) {
                inExecutableComment = true;
                at += 3;
                while (isDigit(charAt(at))) {
                    at++;
                }
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                broken = end < 0 ? "a comment (/*) is not closed" : "";
                at = end < 0 ? at : end + 2;
            }
        }
    }

    private boolean isObeyedComment() {
        return sql.startsWith("/*!", at) || sql.startsWith("/*T!", at) || sql.startsWith("/*+", at);
    }

    private int endOfName(int from) {
        int end = from;
        while (isNamePart(charAt(end))) {
            end++;
        }
        return end;
    }

    private SqlToken sqlToken(SqlToken.Kind kind, String text, int end) {
        return new SqlToken(kind, text, at, end);
    }

    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private boolean isBlankOrEnd(int index) {
        return index >= sql.length()
                || Character.isWhitespace(sql.charAt(index))
                || Character.isISOControl(sql.charAt(index));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
