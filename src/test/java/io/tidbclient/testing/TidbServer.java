package io.tidbclient.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;

/**
 * Where a server answers that tests may use, and a user that may do everything there. Tests that share one keep out of
 * each other's way with databases and users of their own.
 *
 * @param host a name or address
 * @param port 1 to 65535
 * @param user the name to log in with
 * @param password what goes with it, often empty
 */
public record TidbServer(String host, int port, String user, String password) {
    private static final int TIMEOUT_MILLIS = 30_000;

    /** Reads {@code mysql://user:password@host:port}. */
    public static TidbServer at(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || uri.getRawUserInfo() == null) {
            throw new IllegalArgumentException("TIDB_TEST_URL must look like mysql://root:secret@127.0.0.1:4000");
        }
        String[] login = uri.getRawUserInfo().split(":", 2);
        return new TidbServer(
                uri.getHost(),
                uri.getPort() < 0 ? 4000 : uri.getPort(),
                decode(login[0]),
                login.length > 1 ? decode(login[1]) : "");
    }

    /** What {@link #at} reads. */
    String url() {
        return "mysql://" + encode(user) + ":" + encode(password) + "@" + address();
    }

    /** Host and port as the tool's {@code -H} takes them. */
    public String address() {
        return host + ":" + port;
    }

    /** The address for Connector/J, plain text, with {@code database} or without any when that is empty. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + address() + "/" + database + "?sslMode=PREFERRED&connectTimeout=" + TIMEOUT_MILLIS
                + "&socketTimeout=" + TIMEOUT_MILLIS;
    }

    /** Logs in as its all-powerful user. The caller closes the connection. */
    public Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(jdbcUrl(database), login);
    }

    /** Runs each statement, on one connection without a database. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes an empty database with a name that no other test has. */
    public String newDatabase() throws SQLException {
        String name = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        execute("CREATE DATABASE " + name);
        return name;
    }

    @Override
    public String toString() {
        return user + "@" + address();
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
