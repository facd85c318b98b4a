package io.tidbclient.sandbox.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens, in one pass. Comments vanish, but what stands in {@code /*! … *}{@code /} is part of
 * the statement, as MySQL has it.
 */
final class Lexer {
    /** Far more than any statement here needs; what is longer is broken, so that nobody can fill the memory with it. */
    private static final int MOST_TOKENS = 50_000;

    private static final String SYMBOLS = "(),;=<>!+-*/.%&|^~:?{}[]";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inExecutableComment;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /** All of its tokens; the last one is END or BROKEN, and only that one. */
    static List<Token> tokens(String sql) {
        return new Lexer(sql).run();
    }

    private List<Token> run() {
        boolean more = true;
        while (more) {
            skipBlanksAndComments();
            Token token = next();
            tokens.add(token);
            at = token.end();
            more = token.kind() != Token.Kind.END && token.kind() != Token.Kind.BROKEN;
        }
        return List.copyOf(tokens);
    }

    private Token next() {
        if (at >= sql.length()) {
            return token(Token.Kind.END, "", at);
        }
        if (tokens.size() >= MOST_TOKENS) {
            return token(Token.Kind.BROKEN, "", sql.length());
        }
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c, Token.Kind.STRING);
        }
        if (c == '`') {
            return quoted(c, Token.Kind.QUOTED_NAME);
        }
        if (c == '@') {
            return variable();
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            return number();
        }
        if (isNamePart(c)) {
            int end = endOfName(at);
            return token(Token.Kind.WORD, sql.substring(at, end), end);
        }
        if (SYMBOLS.indexOf(c) >= 0) {
            return token(Token.Kind.SYMBOL, String.valueOf(c), at + 1);
        }
        return token(Token.Kind.BROKEN, "", sql.length());
    }

    private Token quoted(char quote, Token.Kind kind) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote && charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                return token(kind, text.toString(), i + 1);
            } else if (c == '\\' && kind == Token.Kind.STRING && i + 1 < sql.length()) {
                text.append(unescaped(sql.charAt(i + 1)));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        return token(Token.Kind.BROKEN, "", sql.length());
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

    private Token variable() {
        boolean system = charAt(at + 1) == '@';
        int start = at + (system ? 2 : 1);
        int end = start;
        while (isNamePart(charAt(end)) || charAt(end) == '.') {
            end++;
        }
        if (system && end == start) {
            return token(Token.Kind.BROKEN, "", sql.length());
        }
        Token.Kind kind = system ? Token.Kind.SYSTEM_VARIABLE : Token.Kind.USER_VARIABLE;
        return token(kind, sql.substring(start, end), end);
    }

    private Token number() {
        int end = at;
        while (isDigit(charAt(end)) || charAt(end) == '.') {
            end++;
        }
        // 1a is a word to MySQL; so are names such as 2024_orders.
        if (isNamePart(charAt(end))) {
            end = endOfName(end);
            return token(Token.Kind.WORD, sql.substring(at, end), end);
        }
        return token(Token.Kind.NUMBER, sql.substring(at, end), end);
    }

    private void skipBlanksAndComments() {
        int before = -1;
        while (before != at) {
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
            } else if (sql.startsWith("/*!", at)) {
                inExecutableComment = true;
                at += 3;
                while (isDigit(charAt(at))) {
                    at++;
                }
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            }
        }
    }

    private int endOfName(int from) {
        int end = from;
        while (isNamePart(charAt(end))) {
            end++;
        }
        return end;
    }

    private Token token(Token.Kind kind, String text, int end) {
        return new Token(kind, text, at, end);
    }

    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private boolean isBlankOrEnd(int index) {
        return index >= sql.length() || Character.isWhitespace(sql.charAt(index));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
