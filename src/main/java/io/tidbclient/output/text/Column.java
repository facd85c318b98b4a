package io.tidbclient.output.text;

import java.util.function.Function;

/**
 * A column of a table, declared once for a type of row.
 *
 * @param header its heading
 * @param value what it shows of a row; blank where there is nothing to show
 * @param right whether it is aligned to the right, as numbers are
 * @param least to how many columns it may be cut when the line is too long; {@link #WHOLE} for never
 * @param rank the columns of the highest rank are dropped first when cutting isn't enough; those of rank 0 stay longest
 * @param <R> the type of row
 */
public record Column<R>(String header, Function<R, Text> value, boolean right, int least, int rank) {
    /** Never cut, only dropped. */
    public static final int WHOLE = Integer.MAX_VALUE;

    /** A column of text. */
    public static <R> Column<R> left(String header, int rank, Function<R, Text> value) {
        return new Column<>(header, value, false, WHOLE, rank);
    }

    /** A column of numbers. */
    public static <R> Column<R> right(String header, int rank, Function<R, Text> value) {
        return new Column<>(header, value, true, WHOLE, rank);
    }

    /** The same column, which may be cut to {@code columns}. */
    public Column<R> cutTo(int columns) {
        return new Column<>(header, value, right, columns, rank);
    }
}
