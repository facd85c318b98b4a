package io.tidbclient.connection;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.Iterator;
import java.util.Locale;

/**
 * Reads a line of {@code SHOW GRANTS} from left to right: words, names, and symbols. A line that cannot be read as SQL ends
 * where that begins.
 */
final class GrantScanner {
    private final String line;
    private final Iterator<SqlToken> tokens;
    private SqlToken next;

    GrantScanner(String line) {
        this.line = line;
        this.tokens = SqlLexer.iterator(line);
        this.next = tokens.next();
    }

    /** Steps over the word, in any case, if it comes next. */
    boolean skipWord(String word) {
        boolean found = next.isWord(word);
        if (found) {
            step();
        }
        return found;
    }

    /** Steps over the character if it comes next. */
    boolean skip(char expected) {
        boolean found = next.isSymbol(expected);
        if (found) {
            step();
        }
        return found;
    }

    /** Steps over everything up to the parenthesis that closes the one just read. */
    void skipToClosing() {
        for (int depth = 1; depth > 0 && !atEnd(); step()) {
            depth += next.isSymbol('(') ? 1 : next.isSymbol(')') ? -1 : 0;
        }
    }

    /** The words that follow, in capitals and with one space between; a privilege is up to five of them. */
    String words(String until) {
        StringBuilder words = new StringBuilder();
        while (next.kind() == SqlToken.Kind.WORD && !next.isWord(until)) {
            words.append(words.isEmpty() ? "" : " ").append(next.text().toUpperCase(Locale.ROOT));
            step();
        }
        return words.toString();
    }

    /** A name, quoted in one of the ways there are, or not; empty when none comes. */
    String name() {
        return switch (next.kind()) {
            case QUOTED_NAME, STRING -> quoted();
            case WORD, NUMBER, SYMBOL -> bare();
            case SYSTEM_VARIABLE, USER_VARIABLE, BROKEN, END -> "";
        };
    }

    boolean atEnd() {
        return next.kind() == SqlToken.Kind.END || next.kind() == SqlToken.Kind.BROKEN;
    }

    /** A backslash is a character of the name also between double quotes, which ANSI_QUOTES makes a name's quotes. */
    private String quoted() {
        String quote = line.substring(next.start(), next.start() + 1);
        String name = line.substring(next.start() + 1, next.end() - 1).replace(quote + quote, quote);
        step();
        return name;
    }

    /** Older TiDB writes the pattern of a database without quotes: {@code d\_%}. */
    private String bare() {
        int start = next.start();
        int end = start;
        while (next.start() == end && isNamePart(next)) {
            end = next.end();
            step();
        }
        return line.substring(start, end);
    }

    private static boolean isNamePart(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD
                || token.kind() == SqlToken.Kind.NUMBER
                || token.isSymbol('%')
                || token.isSymbol('\\');
    }

    private void step() {
        if (tokens.hasNext()) {
            next = tokens.next();
        }
    }
}
