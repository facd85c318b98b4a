package io.tidbclient.real;

import io.tidbclient.testing.TidbServer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** What is on a server that a scenario could leave behind. */
record Inventory(Set<String> databases, Set<String> users) {
    static Inventory of(TidbServer tidb) throws SQLException {
        try (Connection connection = tidb.connect("")) {
            return of(connection);
        }
    }

    static Inventory of(Connection connection) throws SQLException {
        return new Inventory(
                column(connection, "SHOW DATABASES"),
                column(connection, "SELECT CONCAT(user, '@', host) FROM mysql.user"));
    }

    private static Set<String> column(Connection connection, String sql) throws SQLException {
        Set<String> values = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
