package io.tidbclient.redact;

/** Finds the ends of what stands in quotes, and of words. */
final class Literals {
    private Literals() {}

    static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }

    /**
     * Where the literal that the quote at {@code open} begins has its closing quote; -1 when it has none. Doubled and escaped
     * quotes belong to it; a quote that is escaped itself, as JSON within JSON has it, is closed by an escaped one.
     */
    static int close(String text, int open) {
        char quote = text.charAt(open);
        boolean escaped = open > 0 && text.charAt(open - 1) == '\\';
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote && !escaped) {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return -1;
    }

    /** The first place of {@code c} from {@code start} to before {@code end}; -1 when there is none. */
    static int first(String text, char c, int start, int end) {
        return text.indexOf(c, Math.min(start, text.length()), Math.min(end, text.length()));
    }

    /** The last place of {@code c} from {@code start} to before {@code end}; -1 when there is none. */
    static int last(String text, char c, int start, int end) {
        int i = end - 1;
        while (i >= start && text.charAt(i) != c) {
            i--;
        }
        return i >= start ? i : -1;
    }

    /** Where a word ends that stands in no quotes: at a blank, a quote, or one of {@code others}. */
    static int wordEnd(String text, int start, String others) {
        int i = start;
        while (i < text.length() && !endsWord(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || isQuote(c) || Character.isISOControl(c);
    }

    /** Past blanks, {@code most} at most. */
    static int pastBlanks(String text, int start, int most) {
        int i = start;
        while (i < text.length() && i - start < most && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
