package io.tidbclient.output.text;

/** Finds where a terminal's control sequence ends (ECMA-48), so that all of it can be left out. */
final class EscapeSequence {
    private static final char BELL = '\u0007';
    private static final char ESCAPE = '\u001b';
    private static final char CSI = '\u009b';
    private static final char STRING_TERMINATOR = '\u009c';

    private EscapeSequence() {}

    /** Whether a sequence begins with {@code c}: ESC, or one of the one-character introducers. */
    static boolean startsWith(int c) {
        return c == ESCAPE || c == CSI || c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f;
    }

    /** The index after the sequence that starts at {@code start}; always beyond {@code start}. */
    static int end(String text, int start) {
        char first = text.charAt(start);
        if (first == CSI) {
            return endOfControl(text, start + 1);
        }
        if (first != ESCAPE) {
            return endOfString(text, start + 1);
        }
        if (start + 1 == text.length()) {
            return start + 1;
        }
        return switch (text.charAt(start + 1)) {
            case '[' -> endOfControl(text, start + 2);
            case ']', 'P', 'X', '^', '_' -> endOfString(text, start + 2);
            default -> endOfShort(text, start + 1);
        };
    }

    private static int endOfControl(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x3f) {
            i++;
        }
        return i < text.length() && text.charAt(i) >= 0x40 && text.charAt(i) <= 0x7e ? i + 1 : i;
    }

    /** One that never ends hides nothing but its introducer, or a server could make the rest of its text disappear. */
    private static int endOfString(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == BELL || c == STRING_TERMINATOR) {
                return i + 1;
            }
            if (c == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '\\') {
                return i + 2;
            }
        }
        return from;
    }

    private static int endOfShort(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x2f) {
            i++;
        }
        return i < text.length() && text.charAt(i) >= 0x30 && text.charAt(i) <= 0x7e ? i + 1 : i;
    }
}
