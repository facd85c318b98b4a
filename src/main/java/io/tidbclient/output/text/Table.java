package io.tidbclient.output.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, at any width. A column in which no row has anything is left out.
 *
 * @param columns from left to right
 * @param <R> the type of row
 */
public record Table<R>(List<Column<R>> columns) {
    private static final int GAP = 2;

    public Table {
        columns = List.copyOf(columns);
    }

    /** A table of these columns. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array only becomes a list.
    public static <R> Table<R> of(Column<R>... columns) {
        return new Table<>(List.of(columns));
    }

    /**
     * Lays the rows out.
     *
     * @param rows from top to bottom
     * @param width how many columns a line may take, at least 1
     * @return the headings, then a line for each row, none wider than {@code width}; nothing without a row
     */
    public List<Text> render(List<R> rows, int width) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<List<Text>> cells = rows.stream().map(this::cells).toList();
        int[] widths = new ColumnWidths(columns, width, GAP).share(naturalWidths(cells));
        List<Text> lines = new ArrayList<>();
        lines.add(line(
                columns.stream().map(c -> Text.of(c.header(), Style.FAINT)).toList(), widths));
        cells.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private List<Text> cells(R row) {
        return columns.stream().map(column -> column.value().apply(row)).toList();
    }

    private int[] naturalWidths(List<List<Text>> cells) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            if (cells.stream().anyMatch(row -> !row.get(column).isBlank())) {
                widths[i] = Math.max(
                        TerminalText.width(columns.get(i).header()),
                        cells.stream()
                                .mapToInt(row -> row.get(column).width())
                                .max()
                                .orElse(0));
            }
        }
        return widths;
    }

    private Text line(List<Text> cells, int[] widths) {
        Text line = Text.EMPTY;
        int owed = 0;
        boolean first = true;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                continue;
            }
            owed += first ? 0 : GAP;
            first = false;
            Text cell = cells.get(i).fit(widths[i]);
            int padding = widths[i] - cell.width();
            int before = owed + (columns.get(i).right() ? padding : 0);
            // Blanks are written only once something follows them, so that no line ends in any.
            if (!cell.isBlank()) {
                line = line.plus(" ".repeat(before)).plus(cell);
                owed = columns.get(i).right() ? 0 : padding;
            } else {
                owed += widths[i];
            }
        }
        return line;
    }
}
