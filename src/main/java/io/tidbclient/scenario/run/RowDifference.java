package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Optional;

/** The first difference between the rows that were expected and those that were answered, in full. */
public sealed interface RowDifference {
    /** Counts from 1, in what was answered; for a row that is missing there, in what was expected. */
    int row();

    /**
     * A value.
     *
     * @param text empty for NULL
     * @param numeric whether it is a number
     */
    record Value(Optional<String> text, boolean numeric) {}

    /**
     * One value of a row.
     *
     * @param column its name, as the server wrote it
     * @param expected what was expected; a pattern or a name as the script has it
     * @param got what was answered
     */
    record OfCell(int row, String column, Value expected, Value got) implements RowDifference {}

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
    }
}
