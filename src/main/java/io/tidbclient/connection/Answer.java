package io.tidbclient.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered to a statement: rows, or how many it changed.
 *
 * @param columns the columns' names as the server wrote them; empty when there are no rows to come
 * @param numeric for each column, whether its values are numbers
 * @param rows each with a value for each column, in text, {@code null} for NULL; binary values as {@code 0x…}
 * @param affected how many rows were changed, by the server's count; -1 when it answered with rows
 */
public record Answer(List<String> columns, List<Boolean> numeric, List<List<String>> rows, long affected) {
    public Answer {
        columns = List.copyOf(columns);
        numeric = List.copyOf(numeric);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }

    /** An answer without rows. */
    public static Answer changed(long affected) {
        return new Answer(List.of(), List.of(), List.of(), affected);
    }

    /** Whether rows came back, be it none. */
    public boolean hasRows() {
        return affected < 0;
    }

    /** A value; empty for NULL. */
    public Optional<String> value(int row, int column) {
        return Optional.ofNullable(rows.get(row).get(column));
    }
}
