package io.tidbclient.sandbox.answer;

import java.util.Locale;

/** A LIKE: {@code %} for any text, {@code _} for one character, a backslash before either takes it as it is. */
final class LikePattern {
    private final String pattern;
    private final boolean anyCase;

    private LikePattern(String pattern, boolean anyCase) {
        this.anyCase = anyCase;
        this.pattern = fold(pattern);
    }

    static LikePattern exactCase(String pattern) {
        return new LikePattern(pattern, false);
    }

    static LikePattern anyCase(String pattern) {
        return new LikePattern(pattern, true);
    }

    /** In time proportional to the product of both lengths at worst: a failed match goes back to the last % only. */
    boolean matches(String text) {
        String folded = fold(text);
        int t = 0;
        int p = 0;
        int percent = -1;
        int resume = 0;
        while (t < folded.length()) {
            int step = p < pattern.length() ? stepAt(p, folded.charAt(t)) : 0;
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                percent = p++;
                resume = t;
            } else if (step > 0) {
                p += step;
                t++;
            } else if (percent >= 0) {
                p = percent + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    /** How many characters of the pattern match this one of the text: 1, 2 when one is escaped, 0 for no match. */
    private int stepAt(int p, char c) {
        char expected = pattern.charAt(p);
        if (expected == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? 2 : 0;
        }
        return expected == '_' || expected == c ? 1 : 0;
    }

    private String fold(String text) {
        return anyCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
