package io.tidbclient.history.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads EDN (github.com/edn-format/edn) one value at a time. What a value becomes: {@code nil} null, a whole number a Long, a keyword an
 * {@link EdnKeyword}, a vector, a list or a set a List, a map a Map, a tagged value the value; a string, a character, another number,
 * a regular expression or a symbol is of no interest to a history and becomes an {@link Atom}.
 */
final class EdnParser implements AutoCloseable {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TOKEN = 65_536;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+N?");
    private static final String REMEDY = "give Jepsen's history.edn: one operation a line, or one vector of them";

    /**
     * A value that a history does not use.
     *
     * @param text as it stands in the file, without quotes
     */
    record Atom(String text) {}

    private final PushbackReader in;
    private long line = 1;
    /** The number of discarded values that are being read, one within the other. */
    private int discards;

    EdnParser(InputStream in) {
        this.in = new PushbackReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16), 2);
    }

    /** The current line, from 1. */
    long line() {
        return line;
    }

    HistoryFormatException wrong(String what) {
        return new HistoryFormatException(line, what, REMEDY);
    }

    /** Whether the next character that is not blank is this one, which is consumed then. */
    boolean skip(char wanted) throws IOException {
        int next = afterBlanks();
        if (next == wanted) {
            return true;
        }
        unread(next);
        return false;
    }

    /** Whether nothing is left. */
    boolean atEnd() throws IOException {
        int next = afterBlanks();
        unread(next);
        return next < 0;
    }

    /** The next value; empty for nil. */
    Optional<Object> value() throws IOException {
        return Optional.ofNullable(value(0));
    }

    private Object value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw wrong("values are nested more than " + DEEPEST + " deep");
        }
        int next = afterBlanks();
        return switch (next) {
            case -1 -> throw wrong("the file ends within a value");
            case '[' -> sequence(']', depth);
            case '(' -> sequence(')', depth);
            case '{' -> map(depth);
            case '"' -> string();
            case '#' -> dispatch(depth);
            case '\\' -> {
                int first = read();
                yield new Atom(token(first < 0 ? "" : Character.toString(first)));
            }
            case ']', ')', '}' -> throw wrong("there is a '" + (char) next + "' too many");
            default -> scalar(token(Character.toString(next)));
        };
    }

    private Object dispatch(int depth) throws IOException {
        if (skip('{')) {
            return sequence('}', depth);
        }
        int next = read();
        if (next < 0) {
            throw wrong("the file ends within a value");
        }
        if (next == '"') {
            // A regular expression.
            return string();
        }
        String tag = token(Character.toString(next));
        if (next == '#') {
            // ##NaN, ##Inf or ##-Inf.
            return new Atom('#' + tag);
        }
        // A tagged value is its value: Jepsen writes operations as #jepsen.history.Op{…}.
        return value(depth + 1);
    }

    private List<Object> sequence(char end, int depth) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (!skip(end)) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private Map<Object, Object> map(int depth) throws IOException {
        Map<Object, Object> entries = new HashMap<>();
        while (!skip('}')) {
            Object key = value(depth + 1);
            if (skip('}')) {
                throw wrong("a map has a key without a value");
            }
            entries.put(key, value(depth + 1));
        }
        return entries;
    }

    private Atom string() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = read();
            if (next == '\\') {
                next = read();
            } else if (next == '"') {
                return new Atom(text.toString());
            }
            if (next < 0) {
                throw wrong("the file ends within a string");
            }
            if (text.length() < LONGEST_TOKEN) {
                text.append((char) next);
            }
        }
    }

    private String token(String beginning) throws IOException {
        StringBuilder token = new StringBuilder(beginning);
        for (int next = read(); ; next = read()) {
            if (next < 0 || isBlank(next) || "[](){}\";".indexOf(next) >= 0) {
                unread(next);
                return token.toString();
            }
            if (token.length() == LONGEST_TOKEN) {
                throw wrong("a word is longer than " + LONGEST_TOKEN + " characters");
            }
            token.append((char) next);
        }
    }

    private Object scalar(String token) {
        if (token.equals("nil")) {
            return null;
        }
        if (token.length() > 1 && token.charAt(0) == ':') {
            return new EdnKeyword(token.substring(1));
        }
        if (WHOLE_NUMBER.matcher(token).matches()) {
            try {
                return Long.valueOf(token.endsWith("N") ? token.substring(0, token.length() - 1) : token);
            } catch (NumberFormatException e) {
                throw wrong("a whole number does not fit 64 bits");
            }
        }
        return new Atom(token);
    }

    /** The next character that is neither blank nor in a comment or a discarded value; -1 at the end. */
    private int afterBlanks() throws IOException {
        while (true) {
            int next = read();
            if (next == ';') {
                skipLine();
            } else if (next == '#') {
                int second = read();
                if (second != '_') {
                    unread(second);
                    return '#';
                }
                if (++discards > DEEPEST) {
                    throw wrong("discarded values are nested more than " + DEEPEST + " deep");
                }
                Object unused = value(DEEPEST / 2);
                discards--;
            } else if (next < 0 || !isBlank(next)) {
                return next;
            }
        }
    }

    private void skipLine() throws IOException {
        for (int next = read(); next >= 0 && next != '\n'; ) {
            next = read();
        }
    }

    private static boolean isBlank(int character) {
        return character <= ' ' || character == ',';
    }

    private int read() throws IOException {
        int next = in.read();
        if (next == '\n') {
            line++;
        }
        return next;
    }

    private void unread(int character) throws IOException {
        if (character >= 0) {
            if (character == '\n') {
                line--;
            }
            in.unread(character);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
