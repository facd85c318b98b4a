package io.tidbclient.sandbox.wire;

import java.util.List;
import java.util.Optional;

/** What a server answers to a command. */
public sealed interface ServerReply {
    /**
     * Done, and nothing to show.
     *
     * @param warnings how many there are, for {@code SHOW WARNINGS}
     */
    record Ok(int warnings) implements ServerReply {}

    /** A line of plain text, outside the usual form; {@code COM_STATISTICS} alone has it. */
    record Line(String text) implements ServerReply {}

    /** An error; the connection continues. */
    record Failed(ErrorReply error) implements ServerReply {}

    /**
     * A result.
     *
     * @param wireColumns at least one
     * @param rows as text, empty for NULL, each as long as there are columns
     */
    record Rows(List<WireColumn> wireColumns, List<List<Optional<String>>> rows) implements ServerReply {
        public Rows {
            wireColumns = List.copyOf(wireColumns);
            rows = rows.stream().map(List::copyOf).toList();
            if (wireColumns.isEmpty()) {
                throw new IllegalArgumentException("a result has at least one column");
            }
            for (List<Optional<String>> row : rows) {
                if (row.size() != wireColumns.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.size() + " values for " + wireColumns.size() + " columns");
                }
            }
        }
    }
}
