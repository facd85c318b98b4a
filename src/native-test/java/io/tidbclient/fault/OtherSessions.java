package io.tidbclient.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sessions of the server's administrator beside the one of the tool: they kill it, or hold what it needs. */
final class OtherSessions implements AutoCloseable {
    private static final String USE_ITS_DATABASE = "USE DB";

    private final String url;
    private volatile boolean closed;
    private final Queue<Connection> open = new ConcurrentLinkedQueue<>();

    /** @param address host and port of the server itself, where root has no password */
    OtherSessions(String address) {
        this.url = "jdbc:mysql://" + address + "/?sslMode=DISABLED&connectTimeout=10000&socketTimeout=20000";
    }

    /**
     * Executes these in one session, which stays until this is closed.
     *
     * @param relayed the number of the tool's session, for which ID stands; DB stands for its database
     */
    void execute(List<String> statements, long relayed) throws SQLException {
        Connection session = DriverManager.getConnection(url, "root", "");
        open.add(session);
        if (closed) {
            session.close();
        }
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                if (sql.equals(USE_ITS_DATABASE)) {
                    statement.execute("USE " + database(statement, relayed));
                } else {
                    statement.execute(sql.replace("ID", Long.toString(relayed)));
                }
            }
        }
    }

    private static String database(Statement statement, long session) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT db FROM information_schema.processlist WHERE id = " + session)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Connection session : open) {
            try {
                session.close();
            } catch (SQLException e) {
                // Its server has ended.
            }
        }
    }
}
