package io.tidbclient.importjob;

import java.util.Optional;

/**
 * The table that a job imports into.
 *
 * @param schema its database, without quotes
 * @param table its name, without quotes
 */
public record TargetTable(String schema, String table) {
    private static final char QUOTE = '`';

    /**
     * Takes apart what the server writes: {@code `d`.`t`}, a backquote in a name doubled.
     *
     * @return empty for anything else
     */
    public static Optional<TargetTable> parse(String quoted) {
        int end = endOfName(quoted, 0);
        if (end < 0 || end >= quoted.length() || quoted.charAt(end) != '.') {
            return Optional.empty();
        }
        return endOfName(quoted, end + 1) == quoted.length()
                ? Optional.of(new TargetTable(name(quoted, 0, end), name(quoted, end + 1, quoted.length())))
                : Optional.empty();
    }

    /** Just behind the closing quote of the name that begins at {@code start}; -1 when there is none. */
    private static int endOfName(String text, int start) {
        if (start >= text.length() || text.charAt(start) != QUOTE) {
            return -1;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == QUOTE) {
                if (i + 1 == text.length() || text.charAt(i + 1) != QUOTE) {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }

    private static String name(String text, int start, int end) {
        return text.substring(start + 1, end - 1).replace("``", "`");
    }
}
