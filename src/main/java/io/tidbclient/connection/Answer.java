package io.tidbclient.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered to a statement: rows, or how many it changed.
 *
 * @param columns the columns' names as the server wrote them; empty when there are no rows to come
 * @param types the columns' types
 * @param rows each with a value for each column, in text, {@code null} for NULL; binary values that are no text, and those
 *     that begin with these two characters, as {@code 0x…}
 * @param affected how many rows were changed, by the server's count; -1 when it answered with rows
 * @param more further results of the same statement, as of a procedure, each without further ones
 * @param info what the server says of it, {@code Rows matched: 1  Changed: 0  Warnings: 0} for example; may be empty
 */
public record Answer(
        List<String> columns,
        List<ColumnType> types,
        List<List<String>> rows,
        long affected,
        List<Answer> more,
        String info) {
    public Answer {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
        more = List.copyOf(more);
    }

    /** One of which the server says nothing. */
    public Answer(
            List<String> columns, List<ColumnType> types, List<List<String>> rows, long affected, List<Answer> more) {
        this(columns, types, rows, affected, more, "");
    }

    /**
     * The only result of a statement.
     *
     * @param numeric for each column, whether its values are numbers; else they are text
     */
    public Answer(List<String> columns, List<Boolean> numeric, List<List<String>> rows, long affected) {
        this(
                columns,
                numeric.stream()
                        .map(number -> ColumnType.of(number ? ColumnType.Kind.NUMBER : ColumnType.Kind.TEXT))
                        .toList(),
                rows,
                affected,
                List.of());
    }

    /** An answer without rows. */
    public static Answer changed(long affected) {
        return new Answer(List.of(), List.of(), List.of(), affected, List.of());
    }

    /**
     * An answer without rows.
     *
     * @param info what the server says of it
     */
    static Answer changed(long affected, String info) {
        return new Answer(List.of(), List.of(), List.of(), affected, List.of(), info);
    }

    /** The same without further results. */
    public Answer alone() {
        return new Answer(columns, types, rows, affected, List.of(), info);
    }

    /** What came of a statement with these results, at least one; the rows that come after the number of changed ones count. */
    static Answer ofAll(List<Answer> results) {
        List<Answer> withRows = results.stream().filter(Answer::hasRows).toList();
        Answer first = withRows.isEmpty() ? results.getFirst() : withRows.getFirst();
        return new Answer(
                first.columns,
                first.types,
                first.rows,
                first.affected,
                withRows.isEmpty() ? List.of() : withRows.subList(1, withRows.size()),
                first.info);
    }

    /** For each column, whether its values are numbers. */
    public List<Boolean> numeric() {
        return types.stream().map(type -> type.kind() == ColumnType.Kind.NUMBER).toList();
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
