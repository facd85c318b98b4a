package io.tidbclient.connection;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One row of an answer, read by column name (without regard to case); a column that is not there reads as empty. */
public interface Row {
    /** The column names as the server wrote them, in its order. */
    List<String> columns();

    /** Whether the answer has this column at all. */
    default boolean has(String column) {
        return columns().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The value as text; empty for NULL. */
    Optional<String> text(String column);

    /** The value as a 64-bit number; empty for NULL and for text that is not a whole number. */
    OptionalLong number(String column);

    /** The value as a time of the session's zone; empty for NULL, the zero date, and text that is not a time. */
    Optional<LocalDateTime> time(String column);
}
