package io.tidbclient.connection;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.protocol.ServerSession;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds parameters so that texts arrive as written, and as texts. The driver writes them into the statement, and escapes them
 * as the session's sql_mode was when it read that; under NO_BACKSLASH_ESCAPES it writes a text with a character that it would
 * escape as {@code x'…'}, which is binary to the server. Preparing the statement on the server would do too, but it answers in
 * a binary form, of which the driver keeps no text.
 */
final class TextParameters {
    /** What the driver escapes, except for the quote: doubled, it is right in every mode. */
    private static final String BY_MODE = "\\\"\n\r\0\u001a";

    private TextParameters() {}

    /**
     * A statement with its parameters, for {@link #execute}; reads the session's sql_mode first where that matters. One without
     * parameters is not prepared: the driver would look for their places in it.
     */
    static Statement bound(Connection connection, String sql, List<Object> parameters) throws SQLException {
        if (parameters.isEmpty()) {
            return connection.createStatement();
        }
        if (parameters.stream().anyMatch(TextParameters::dependsOnMode)) {
            refreshSqlMode(connection);
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(connection, statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Sends a statement that was prepared, or else this text; whether rows are the answer. */
    static boolean execute(Statement statement, String sql) throws SQLException {
        return statement instanceof PreparedStatement prepared ? prepared.execute() : statement.execute(sql);
    }

    private static void bind(Connection connection, PreparedStatement statement, List<Object> parameters)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof String text
                    && (text.indexOf('\'') >= 0 || dependsOnMode(text))
                    && server(connection).isNoBackslashEscapesSet()) {
                statement.unwrap(JdbcPreparedStatement.class).getQueryBindings().setBytes(i, literal(text), false);
            } else {
                statement.setObject(i + 1, parameters.get(i));
            }
        }
    }

    /** Where a backslash is a character like any other. */
    private static byte[] literal(String text) {
        return ("'" + text.replace("'", "''") + "'").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean dependsOnMode(Object parameter) {
        return parameter instanceof byte[]
                || (parameter instanceof String text && text.chars().anyMatch(c -> BY_MODE.indexOf(c) >= 0));
    }

    private static void refreshSqlMode(Connection connection) throws SQLException {
        ServerSession server = server(connection);
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

    private static ServerSession server(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession().getServerSession();
    }
}
