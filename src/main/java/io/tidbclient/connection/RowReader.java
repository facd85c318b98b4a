package io.tidbclient.connection;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Reads rows one by one. Of a row nothing is kept but what is made of it: answers may have many thousand. */
final class RowReader {
    private RowReader() {}

    /** What was made of a row failed: no failure of the driver's. */
    static final class MapperFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException thrown;

        private MapperFailed(RuntimeException thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        /** What the mapper threw. */
        RuntimeException thrown() {
            return thrown;
        }
    }

    /**
     * What {@code read} makes of each row, in their order.
     *
     * @throws MapperFailed when {@code read} throws
     */
    static <T> List<T> readAll(ResultSet results, Function<Row, T> read) throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(AnswerReader.label(meta, i));
        }
        TextRow.Header header = TextRow.Header.of(names);
        TextCells cells = new TextCells(results, names.size());
        List<T> rows = new ArrayList<>();
        while (results.next()) {
            Row row = new TextRow(header, cells.row());
            try {
                rows.add(read.apply(row));
            } catch (RuntimeException e) {
                throw new MapperFailed(e);
            }
        }
        return Collections.unmodifiableList(rows);
    }
}
