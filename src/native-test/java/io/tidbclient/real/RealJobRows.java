package io.tidbclient.real;

import io.tidbclient.testing.TidbServer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of {@code mysql.tidb_import_jobs}, from which TiDB answers {@code SHOW IMPORT JOBS}. */
final class RealJobRows {
    private static final String INSERT = """
            INSERT INTO mysql.tidb_import_jobs
              (table_schema, table_name, table_id, created_by, parameters, source_file_size, status, step)
            VALUES ('shop', ?, 5, ?, '{}', 1048576, 'pending', '')
            """;

    private final TidbServer server;

    RealJobRows(TidbServer server) {
        this.server = server;
    }

    void clear() throws SQLException {
        server.execute("DELETE FROM mysql.tidb_import_jobs");
    }

    /** A pending job of root's; its id. */
    long pending(String table) throws SQLException {
        return pending(table, "root@%");
    }

    long pending(String table, String createdBy) throws SQLException {
        try (Connection connection = server.connect("");
                PreparedStatement insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, table);
            insert.setString(2, createdBy);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new IllegalStateException("the new row has no id");
                }
                return keys.getLong(1);
            }
        }
    }

    void finish(long id, long rows) throws SQLException {
        server.execute("UPDATE mysql.tidb_import_jobs SET status = 'finished', step = '',"
                + " summary = '{\"imported-rows\":" + rows + "}',"
                + " start_time = NOW(6), end_time = NOW(6) WHERE id = " + id);
    }

    void fail(long id, String message) throws SQLException {
        server.execute("UPDATE mysql.tidb_import_jobs SET status = 'failed', step = 'importing', error_message = '"
                + message + "', start_time = NOW(6), end_time = NOW(6) WHERE id = " + id);
    }

    /** As TiDB does: without an end time. */
    void cancel(long id) throws SQLException {
        server.execute("UPDATE mysql.tidb_import_jobs SET status = 'cancelled', error_message = 'cancelled by user'"
                + " WHERE id = " + id);
    }
}
