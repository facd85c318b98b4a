package io.tidbclient.importjob.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens by MySQL's rules: quotes doubled or escaped by a backslash, three kinds of comments. What a
 * server would execute out of a comment is refused, since it could be anything.
 */
final class Scanner {
    private final String sql;
    private int at;

    private Scanner(String sql) {
        this.sql = sql;
    }

    /**
     * All tokens; the last one is END.
     *
     * @throws IllegalArgumentException for a quote or comment without an end, and for a comment that is executed
     */
    static List<Token> tokens(String sql) {
        Scanner scanner = new Scanner(sql);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(scanner.next());
        } while (tokens.getLast().kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanksAndComments();
        if (at >= sql.length()) {
            return token(Token.Kind.END, at);
        }
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            return token(Token.Kind.STRING, endOfQuoted(c, true));
        }
        if (c == '`') {
            return token(Token.Kind.QUOTED_NAME, endOfQuoted(c, false));
        }
        if (isWordPart(c)) {
            int end = at + 1;
            while (end < sql.length() && isWordPart(sql.charAt(end))) {
                end++;
            }
            return token(Token.Kind.WORD, end);
        }
        return token(Token.Kind.SYMBOL, at + 1);
    }

    private Token token(Token.Kind kind, int end) {
        Token token = new Token(kind, sql.substring(at, end), at, end);
        at = end;
        return token;
    }

    private int endOfQuoted(char quote, boolean escapes) {
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a quote (" + quote + ") is not closed");
    }

    private void skipBlanksAndComments() {
        int before = -1;
        while (before != at) {
            before = at;
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            if (sql.startsWith("/*!", at) || sql.startsWith("/*T!", at) || sql.startsWith("/*+", at)) {
                throw new IllegalArgumentException(
                        "a comment that the server would execute or obey has no place in it");
            }
            if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new IllegalArgumentException("a comment (/*) is not closed");
                }
                at = end + 2;
            } else if (sql.startsWith("#", at) || (sql.startsWith("--", at) && blankOrEnd(at + 2))) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            }
        }
    }

    private boolean blankOrEnd(int index) {
        return index >= sql.length()
                || Character.isWhitespace(sql.charAt(index))
                || Character.isISOControl(sql.charAt(index));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
