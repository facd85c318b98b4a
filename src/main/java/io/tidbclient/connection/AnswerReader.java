package io.tidbclient.connection;

import com.mysql.cj.jdbc.ServerPreparedStatement;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads rows as the server sent them, in text. */
final class AnswerReader {
    private AnswerReader() {}

    /**
     * Reads everything that came of a statement, to its end: a procedure answers with any number of results, of which
     * each may be an error.
     *
     * @param hasRows what {@code execute} returned
     */
    static Answer readAll(Statement statement, boolean hasRows) throws SQLException {
        List<Answer> results = new ArrayList<>();
        long changed = -1;
        boolean rows = hasRows;
        while (rows || (changed = statement.getLargeUpdateCount()) >= 0) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    results.add(read(result, statement instanceof ServerPreparedStatement));
                }
            } else if (results.isEmpty()) {
                results.add(Answer.changed(changed, info(statement)));
            }
            rows = statement.getMoreResults();
        }
        return results.isEmpty() ? Answer.changed(0) : Answer.ofAll(results);
    }

    /** The message of the server's OK packet. */
    private static String info(Statement statement) throws SQLException {
        ResultSetInternalMethods result = statement.isWrapperFor(StatementImpl.class)
                ? statement.unwrap(StatementImpl.class).getResultSetInternal()
                : null;
        return result == null ? "" : ServerText.clean(Objects.requireNonNullElse(result.getServerInfo(), ""));
    }

    private static Answer read(ResultSet results, boolean prepared) throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        List<String> columns = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(label(meta, i));
            types.add(ColumnType.of(meta, i));
        }
        TextCells texts = new TextCells(results, columns.size());
        PreparedCells binaries = new PreparedCells(results, columns.size());
        List<List<String>> rows = new ArrayList<>();
        while (results.next()) {
            rows.add(Arrays.asList(prepared ? binaries.row(types) : texts.row(types)));
        }
        return new Answer(columns, types, rows, -1, List.of());
    }

    /** A column's name as the server wrote it; the driver has none for one whose name is empty, as of {@code SELECT ''}. */
    static String label(ResultSetMetaData meta, int column) throws SQLException {
        return Objects.requireNonNullElse(meta.getColumnLabel(column), "");
    }

    /** The number that bits are, the first byte being the most significant. */
    static String number(byte[] bits) {
        return new BigInteger(1, bits).toString();
    }
}
