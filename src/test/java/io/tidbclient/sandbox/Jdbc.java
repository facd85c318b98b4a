package io.tidbclient.sandbox;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Connector/J as any program would use it, with every timeout set. */
final class Jdbc {
    private Jdbc() {}

    static Connection connect(SandboxServer server, String user, String password, String... parameters)
            throws SQLException {
        return connectTo(server, "", user, password, parameters);
    }

    static Connection connectTo(
            SandboxServer server, String database, String user, String password, String... parameters)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "5000");
        properties.setProperty("sslMode", "DISABLED");
        for (String parameter : parameters) {
            properties.setProperty(
                    parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + server.port() + "/" + database, properties);
    }

    /** The first column of all rows, as text. */
    static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        return column(connection, sql).getFirst();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The call fails with this code and SQLSTATE. */
    static void assertRefused(int code, String state, ThrowingCallable call) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(call).satisfies(e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getSQLState()).isEqualTo(state);
        });
    }
}
