package io.tidbclient.redact;

import java.util.Locale;

/**
 * Masks the values of keys that are named like a secret: {@code name=value}, {@code name: value}, {@code "name":"value"},
 * {@code <name>value</name>}.
 */
final class KeyValues {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_BLANKS = 4;
    private static final String VALUE_ENDS = ",;&)]}<>\\";

    private final Masks masks;
    private final String text;

    KeyValues(Masks masks) {
        this.masks = masks;
        this.text = masks.text();
    }

    void find() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '=' || c == ':' || c == '>') && !masks.isSettled(i) && !isWithinValue(i)) {
                pair(i, c);
            }
        }
    }

    /** Within a masked value, whose characters are not read again; its last one may be followed by a value of its own. */
    private boolean isWithinValue(int separator) {
        return masks.isMasked(separator) && masks.isMasked(separator + 1);
    }

    private void pair(int separator, char kind) {
        String name = nameBefore(separator, kind);
        if (name.isEmpty() || !SecretNames.isSecret(name)) {
            return;
        }
        if (kind == '>') {
            masks.maskValue(name, separator + 1, Literals.wordEnd(text, separator + 1, "<"));
            return;
        }
        int start = separator + 1;
        if (start < text.length() && (text.charAt(start) == '>' || text.charAt(start) == '=')) {
            start++;
        }
        int value = Literals.pastBlanks(text, start, MOST_BLANKS);
        if (value < text.length() && text.charAt(value) == '\\') {
            value++;
        }
        if (value >= text.length()) {
            return;
        }
        if (Literals.isQuote(text.charAt(value))) {
            quoted(name, value);
        } else {
            bare(name, value, kind == ':' && value > start);
        }
    }

    private void quoted(String name, int open) {
        int close = masks.close(open);
        if (close < 0) {
            masks.maskValue(name, open + 1, Literals.wordEnd(text, open + 1, ""));
        } else {
            masks.maskValue(name, open + 1, close);
        }
    }

    private void bare(String name, int start, boolean mayBeProse) {
        int end = Math.max(Literals.wordEnd(text, start, VALUE_ENDS), Placeholders.end(text, start));
        String value = text.substring(start, end);
        if (isFunction(value)) {
            return;
        }
        if (isScheme(value)) {
            int credentials = Literals.pastBlanks(text, end, MOST_BLANKS);
            masks.maskValue(name, credentials, Literals.wordEnd(text, credentials, VALUE_ENDS));
        } else if (!(mayBeProse && isProse(name, value, end))) {
            masks.maskValue(name, start, end);
        }
    }

    /** A function of SQL, whose argument is in quotes. */
    private static boolean isFunction(String value) {
        return value.endsWith("(") && value.chars().allMatch(c -> c == '(' || isNameCharacter((char) c));
    }

    /** The scheme of an Authorization header, which the credentials follow. */
    private static boolean isScheme(String value) {
        return value.equalsIgnoreCase("Bearer") || value.equalsIgnoreCase("Basic");
    }

    /** Whether a plain word after a colon begins a sentence: {@code The password: the first line is empty}. */
    private boolean isProse(String name, String value, int end) {
        boolean plainName = name.chars().allMatch(Character::isLetter) || name.startsWith("TIDB_");
        boolean word = !value.isEmpty()
                && value.chars().allMatch(c -> Character.isLetter(c) || c == '\u2019')
                && value.substring(1).equals(value.substring(1).toLowerCase(Locale.ROOT));
        int next = Literals.pastBlanks(text, end, 2);
        return plainName && word && next > end && next < text.length() && Character.isLetter(text.charAt(next));
    }

    /** The name that ends before a separator, without its quotes; empty when there is none. */
    private String nameBefore(int separator, char kind) {
        int end = separator;
        if (kind != '>') {
            while (end > 0 && separator - end < MOST_BLANKS && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (end > 0 && Literals.isQuote(text.charAt(end - 1))) {
                end--;
                if (end > 0 && text.charAt(end - 1) == '\\') {
                    end--;
                }
            }
        }
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && isNameCharacter(text.charAt(start - 1))) {
            start--;
        }
        boolean element = kind != '>' || (start > 0 && text.charAt(start - 1) == '<');
        return element ? text.substring(start, end) : "";
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
