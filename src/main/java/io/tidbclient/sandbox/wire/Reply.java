package io.tidbclient.sandbox.wire;

import java.util.List;
import java.util.Optional;

/** What a server answers to a command. */
public sealed interface Reply {
    /**
     * Done, and nothing to show.
     *
     * @param warnings how many there are, for {@code SHOW WARNINGS}
     */
    record Ok(int warnings) implements Reply {}

    /** A line of plain text, outside the usual form; {@code COM_STATISTICS} alone has it. */
    record Line(String text) implements Reply {}

    /** An error; the connection goes on. */
    record Failed(ErrorReply error) implements Reply {}

    /**
     * A result.
     *
     * @param columns at least one
     * @param rows as text, empty for NULL, each as long as there are columns
     */
    record Rows(List<Column> columns, List<List<Optional<String>>> rows) implements Reply {
        public Rows {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a result has at least one column");
            }
            for (List<Optional<String>> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.size() + " values for " + columns.size() + " columns");
                }
            }
        }
    }
}
