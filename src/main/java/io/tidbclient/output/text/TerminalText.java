package io.tidbclient.output.text;

import io.tidbclient.redact.Redactor;
import org.jline.utils.WCWidth;

/** What may be shown on a terminal, and how many of its columns that takes. */
public final class TerminalText {
    private static final char ELLIPSIS = '…';
    private static final int MARKS_ON_A_LETTER = 4;
    private static final int REPLACEMENT = 0xfffd;
    private static final int EMOJI_SELECTOR = 0xfe0f;

    private TerminalText() {}

    /**
     * Takes out of a text whatever could do something to a terminal or mislead its reader: escape sequences as a whole,
     * control characters, bidirectional overrides and other invisible format characters, more than four combining marks
     * in a row. Line ends and tabs become one space, half surrogate pairs U+FFFD. The emoji selector goes too, since it
     * widens the character before it on some terminals only. Secrets are masked ({@link Redactor}).
     */
    public static String clean(String text) {
        return ascii(text) ? Redactor.text(text) : Redactor.text(visible(text));
    }

    private static String visible(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (EscapeSequence.startsWith(c)) {
                i = EscapeSequence.end(text, i);
                continue;
            }
            i += Character.charCount(c);
            if (separates(c)) {
                if (cleaned.isEmpty() || cleaned.charAt(cleaned.length() - 1) != ' ') {
                    cleaned.append(' ');
                }
            } else if (shows(c)) {
                marks = WCWidth.wcwidth(c) == 0 ? marks + 1 : 0;
                if (marks <= MARKS_ON_A_LETTER) {
                    cleaned.appendCodePoint(half(c) ? REPLACEMENT : c);
                }
            }
        }
        return cleaned.toString();
    }

    /** How many columns a clean text takes. */
    public static int width(String text) {
        return ascii(text)
                ? text.length()
                : text.codePoints().map(TerminalText::width).sum();
    }

    /** As much of a clean text as fits into {@code columns}; ends in {@code …} when something had to go. */
    public static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : prefix(text, columns - 1) + ELLIPSIS;
    }

    /** As much of the start of a clean text as fits into {@code columns}. */
    static String prefix(String text, int columns) {
        return text.substring(0, fittingEnd(text, 0, columns));
    }

    /**
     * Where the part of a clean text ends that begins at {@code start} and fits into {@code columns}. No more than that part and
     * a character is looked at.
     */
    static int fittingEnd(String text, int start, int columns) {
        int used = 0;
        int i = start;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            used += width(c);
            if (used > columns) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static int width(int c) {
        return Math.max(0, WCWidth.wcwidth(c));
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static boolean separates(int c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean shows(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && c != EMOJI_SELECTOR;
    }

    private static boolean half(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }
}
