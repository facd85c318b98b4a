package io.tidbclient.connection;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The session's sql_mode as the driver knows it. The driver writes values into the statement, and escapes them as the mode was
 * when it read it. Preparing the statement on the server would need no escapes, but the server answers in a binary form then,
 * of which the driver keeps no text.
 */
final class SqlMode {
    private SqlMode() {}

    /** Reads the mode anew where it matters to how these parameters are escaped. */
    static void refreshFor(Connection connection, List<Object> parameters) throws SQLException {
        if (parameters.stream().anyMatch(SqlMode::needsEscapes)) {
            refresh(connection);
        }
    }

    private static void refresh(Connection connection) throws SQLException {
        ServerSession server =
                connection.unwrap(JdbcConnection.class).getSession().getServerSession();
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("SELECT @@SESSION.sql_mode")) {
            if (mode.next()) {
                // Not in place: connections to the same address share the map.
                Map<String, String> variables = new HashMap<>(server.getServerVariables());
                variables.put("sql_mode", mode.getString(1));
                server.setServerVariables(variables);
            }
        }
    }

    private static boolean needsEscapes(Object parameter) {
        return parameter instanceof byte[]
                || (parameter instanceof String text && text.chars().anyMatch(c -> "\\\"\n\r\0\u001a".indexOf(c) >= 0));
    }
}
