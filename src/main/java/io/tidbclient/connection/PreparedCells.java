package io.tidbclient.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads the cells of an answer to a statement that was prepared on the server. Such an answer has values in binary form, of
 * which the driver writes the text; texts and bytes are as the server sent them.
 */
final class PreparedCells {
    private final ResultSet results;
    private final TextCells texts;

    PreparedCells(ResultSet results, int columns) {
        this.results = results;
        this.texts = new TextCells(results, columns);
    }

    /** The row that the results stand on, as {@link TextCells#row(List)} has it. */
    String[] row(List<ColumnType> types) throws SQLException {
        String[] row = texts.row(types);
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null
                    && types.get(i).kind() != ColumnType.Kind.BINARY
                    && !types.get(i).isBits()) {
                row[i] = results.getString(i + 1);
            }
        }
        return row;
    }
}
