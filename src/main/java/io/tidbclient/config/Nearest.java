package io.tidbclient.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was most likely meant by a mistyped one. */
public final class Nearest {
    /** Nothing that is known is longer; what is typed and longer is no slip of the fingers. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The known word with the fewest slips between it and {@code word}, the first by alphabet when several tie.
     *
     * @param word what was typed; upper and lower case count as the same
     * @param known what could have been meant
     * @return empty when nothing is near: at most one slip for each three letters, and at most three
     */
    public static Optional<String> to(String word, Collection<String> known) {
        int allowed = Math.clamp((word.length() + 1) / 3, 1, 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The end of a sentence that says that {@code word} is unknown: a question for the word that was most likely meant.
     *
     * @param known what could have been meant
     * @param otherwise what to end with when nothing is near, without the semicolon before it
     */
    public static String suggestion(String word, Collection<String> known, String otherwise) {
        return "; "
                + to(word, known)
                        .map(near -> "did you mean " + Quoted.of(near) + "?")
                        .orElse(otherwise);
    }

    /**
     * Damerau-Levenshtein distance: letters inserted, left out, replaced, or swapped with their neighbour, where no
     * letter is touched twice.
     *
     * @return 0 for equal words; {@link Integer#MAX_VALUE} when either is too long to have been mistyped
     */
    public static int distance(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            slips[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            slips[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
