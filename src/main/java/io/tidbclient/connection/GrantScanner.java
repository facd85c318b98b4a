package io.tidbclient.connection;

import java.util.Locale;

/** Reads a line of {@code SHOW GRANTS} from left to right: words, quoted names, and the text between them. */
final class GrantScanner {
    private final String line;
    private int at;

    GrantScanner(String line) {
        this.line = line;
    }

    /** Steps over the word, in any case, if it comes next. */
    boolean skipWord(String word) {
        skipSpace();
        int end = at + word.length();
        boolean found = line.regionMatches(true, at, word, 0, word.length())
                && (end == line.length() || !isNamePart(line.charAt(end)));
        if (found) {
            at = end;
        }
        return found;
    }

    /** Steps over the character if it comes next. */
    boolean skip(char expected) {
        skipSpace();
        boolean found = at < line.length() && line.charAt(at) == expected;
        if (found) {
            at++;
        }
        return found;
    }

    /** Steps over everything up to the parenthesis that closes the one just read. */
    void skipToClosing() {
        int depth = 1;
        while (at < line.length() && depth > 0) {
            char c = line.charAt(at);
            if (isQuote(c)) {
                String unused = name();
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
    }

    /** The words that follow, in capitals and with one space between; a privilege is up to five of them. */
    String words(String until) {
        StringBuilder words = new StringBuilder();
        while (true) {
            skipSpace();
            int begin = at;
            if (skipWord(until)) {
                at = begin;
                return words.toString();
            }
            while (at < line.length() && isNamePart(line.charAt(at))) {
                at++;
            }
            if (at == begin) {
                return words.toString();
            }
            words.append(words.isEmpty() ? "" : " ")
                    .append(line.substring(begin, at).toUpperCase(Locale.ROOT));
        }
    }

    /** A name, quoted in one of the ways there are, or not; empty when none comes. */
    String name() {
        skipSpace();
        if (at >= line.length()) {
            return "";
        }
        char quote = line.charAt(at);
        return isQuote(quote) ? quoted(quote) : bare();
    }

    boolean atEnd() {
        skipSpace();
        return at >= line.length();
    }

    private String quoted(char quote) {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                if (at >= line.length() || line.charAt(at) != quote) {
                    return name.toString();
                }
                at++;
            }
            name.append(c);
        }
        return name.toString();
    }

    private String bare() {
        int begin = at;
        while (at < line.length() && isNamePart(line.charAt(at))) {
            at++;
        }
        return line.substring(begin, at);
    }

    private void skipSpace() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isQuote(char c) {
        return c == '`' || c == '\'' || c == '"';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '%' || c == '\\';
    }
}
