package io.tidbclient.connection;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads rows as the server sent them, in text. */
final class AnswerReader {
    private AnswerReader() {}

    static Answer read(ResultSet results) throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        List<String> columns = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
            numeric.add(isNumber(meta.getColumnType(i)));
        }
        TextCells cells = new TextCells(results, columns.size());
        List<List<String>> rows = new ArrayList<>();
        while (results.next()) {
            rows.add(Arrays.asList(cells.row()));
        }
        return new Answer(columns, numeric, rows, -1);
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> true;
            default -> false;
        };
    }
}
