package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first difference between the rows that were expected and those that were answered, in full. */
public sealed interface RowDifference {
    /** How many characters of a value are shown, and how many before the first that differs. */
    int LONGEST = 80;

    /** See {@link #LONGEST}. */
    int BEFORE = 20;

    /** In one line, with texts in quotes, and the type of a column where the values alone look the same. */
    String sentence();

    /** Counts from 1, in what was answered; for a row that is missing there, in what was expected. */
    int row();

    /**
     * A value.
     *
     * @param text empty for NULL
     * @param numeric whether it is a number
     * @param shown as a person reads it: NULL, a number, a text in quotes, bytes in digits, a pattern; with its secrets
     *     masked, since a part of it would no longer show them to be some
     * @param type of the column, as the server calls it; empty for what is expected
     */
    record Value(Optional<String> text, boolean numeric, String shown, String type) {
        /** A number, a text or NULL, of a type without a name. */
        public Value(Optional<String> text, boolean numeric) {
            this(
                    text,
                    numeric,
                    text.map(value -> numeric ? value : "'" + value + "'").orElse("NULL"),
                    "");
        }
    }

    /**
     * One value of a row.
     *
     * @param column its name, as the server wrote it
     * @param expected what was expected; a pattern or a name as the script has it
     * @param got what was answered
     */
    record OfCell(int row, String column, Value expected, Value got) implements RowDifference {
        @Override
        public String sentence() {
            String wanted = expected.shown;
            String found = got.shown;
            int common = 0;
            while (common < Math.min(wanted.length(), found.length())
                    && wanted.charAt(common) == found.charAt(common)) {
                common++;
            }
            String at = common > BEFORE + LONGEST / 2 ? ", from character " + common : "";
            int from = at.isEmpty() ? 0 : common - BEFORE;
            return "row " + row + ", column " + (column.isEmpty() ? "''" : column) + at + ": expected "
                    + part(wanted, from) + ", got " + part(found, from) + type();
        }

        /** Where a number and a text are compared, or two of the same spelling. */
        private String type() {
            boolean alike = expected.text.isPresent()
                    && got.text.isPresent()
                    && (expected.numeric != got.numeric || expected.text.equals(got.text));
            return alike && !got.type.isEmpty() ? " (" + got.type + ")" : "";
        }

        private static String part(String text, int from) {
            int end = Math.min(text.length(), from + LONGEST);
            return (from == 0 ? "" : "…") + text.substring(Math.min(from, end), end) + (end < text.length() ? "…" : "");
        }
    }

    /**
     * A row as a whole.
     *
     * @param expected empty when no such row was expected
     * @param got empty when no such row was answered
     */
    record OfRow(int row, Optional<List<Value>> expected, Optional<List<Value>> got) implements RowDifference {
        public OfRow {
            expected = expected.map(List::copyOf);
            got = got.map(List::copyOf);
        }

        @Override
        public String sentence() {
            return "row " + row + ": expected " + shown(expected) + ", got " + shown(got);
        }

        private static String shown(Optional<List<Value>> row) {
            return row.map(values -> values.stream()
                            .map(value -> OfCell.part(value.shown, 0))
                            .collect(Collectors.joining(", ", "(", ")")))
                    .orElse("no row");
        }
    }
}
