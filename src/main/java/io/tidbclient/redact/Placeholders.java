package io.tidbclient.redact;

import java.util.Locale;
import java.util.Set;

/** Recognises what stands in place of a secret: {@code {YOUR ID}} of TiDB's messages, a variable, a mask. */
final class Placeholders {
    /** No placeholder is longer. */
    static final int LONGEST = 60;

    private static final Set<String> NOTHING = Set.of(
            "yes",
            "no",
            "true",
            "false",
            "on",
            "off",
            "null",
            "nil",
            "none",
            "empty",
            "redacted",
            "<redacted>",
            "…",
            "...",
            "password",
            "port");

    private Placeholders() {}

    /** Whether the value of {@code name} is none that has to be masked. */
    static boolean is(String value, String name) {
        String bare = trimmed(value);
        return bare.isEmpty()
                || NOTHING.contains(bare.toLowerCase(Locale.ROOT))
                || isMask(bare)
                || isVariable(bare)
                || isBracketed(bare, name);
    }

    /** Without the punctuation of a sentence that ends with it. */
    private static String trimmed(String value) {
        int end = value.length();
        while (end > 0 && ").,;:]".indexOf(value.charAt(end - 1)) >= 0 && end > 1) {
            end--;
        }
        return value.substring(0, end);
    }

    private static boolean isMask(String value) {
        char first = value.charAt(0);
        return (first == '*' || first == 'x' || first == 'X' || first == '•')
                && value.length() >= 3
                && value.chars().allMatch(c -> c == first);
    }

    /** A name of a script, of SQL or of a shell. */
    private static boolean isVariable(String value) {
        return value.equals("?")
                || (":@".indexOf(value.charAt(0)) >= 0 && isName(value, 1, value.length()))
                || (value.startsWith("${") && value.endsWith("}") && isName(value, 2, value.length() - 1));
    }

    private static boolean isBracketed(String value, String name) {
        char first = value.charAt(0);
        char last = first == '{' ? '}' : first == '<' ? '>' : 0;
        if (last == 0 || value.length() < 3 || value.charAt(value.length() - 1) != last) {
            return false;
        }
        return isDescription(value.substring(1, value.length() - 1), name);
    }

    /** {@code YOUR ID}, {@code your key}, or the name of the key itself. */
    private static boolean isDescription(String inner, String name) {
        if (inner.length() > LONGEST || !inner.chars().allMatch(Placeholders::describes)) {
            return false;
        }
        return inner.equals(inner.toUpperCase(Locale.ROOT))
                || inner.toLowerCase(Locale.ROOT).startsWith("your")
                || SecretNames.plain(inner).equals(SecretNames.plain(name));
    }

    private static boolean describes(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '_' || c == '-';
    }

    private static boolean isName(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!describes(c) && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return start < end;
    }

    /** Where the placeholder that begins at {@code start} ends; {@code start} when none begins there. */
    static int end(String text, int start) {
        if (start >= text.length() || (text.charAt(start) != '{' && text.charAt(start) != '<')) {
            return start;
        }
        char last = text.charAt(start) == '{' ? '}' : '>';
        for (int i = start + 1; i < text.length() && i - start <= LONGEST; i++) {
            if (text.charAt(i) == last) {
                return i + 1;
            }
            if (!describes(text.charAt(i))) {
                break;
            }
        }
        return start;
    }
}
