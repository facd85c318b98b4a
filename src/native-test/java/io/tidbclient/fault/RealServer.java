package io.tidbclient.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A real server, where root has no password.
 *
 * @param port on 127.0.0.1
 */
record RealServer(int port) {
    /** What runs that have ended left: the databases that none of them named, users and sessions. */
    List<String> leftBehind(Set<String> named) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection session = connect()) {
            names(session, "SHOW DATABASES LIKE 'tidb\\_client\\_%'").stream()
                    .filter(name -> !named.contains(name))
                    .forEach(name -> found.add("database " + name));
            names(session, "SELECT user FROM mysql.user WHERE user LIKE 'tidb\\_client\\_%'")
                    .forEach(name -> found.add("user " + name));
            names(session, """
                    SELECT db FROM information_schema.processlist WHERE db LIKE 'tidb\\_client\\_%'""").forEach(name -> found.add("session in " + name));
        }
        return found;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + port + "/?sslMode=DISABLED&connectTimeout=10000&socketTimeout=20000",
                "root",
                "");
    }

    private static List<String> names(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
