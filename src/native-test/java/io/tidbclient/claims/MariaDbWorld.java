package io.tidbclient.claims;

import io.tidbclient.testing.MariaDbServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A MariaDB in a known state, for one command at a time: the tables of the database {@code claims}, the user {@code app},
 * and the isolation of its sessions.
 */
final class MariaDbWorld implements World {
    private static final List<String> SOUND = List.of(
            "SET GLOBAL tx_isolation = 'REPEATABLE-READ'",
            "SET GLOBAL innodb_snapshot_isolation = ON",
            "DROP DATABASE IF EXISTS monitoring",
            "CREATE DATABASE monitoring",
            "DROP DATABASE IF EXISTS claims",
            "CREATE DATABASE claims",
            "CREATE TABLE claims.fact (id INT PRIMARY KEY, v INT, delay DOUBLE)",
            "INSERT INTO claims.fact VALUES (1, 100, 0)",
            "CREATE TABLE claims.entry (id INT PRIMARY KEY AUTO_INCREMENT, v INT)",
            "INSERT INTO claims.entry (v) VALUES (0)",
            "CREATE TABLE claims.locked (id INT PRIMARY KEY, v INT)",
            "INSERT INTO claims.locked VALUES (1, 1), (2, 2)",
            "CREATE TABLE claims.choice (id INT PRIMARY KEY)",
            "INSERT INTO claims.choice VALUES (1)",
            "DROP USER IF EXISTS app",
            "CREATE USER app",
            "GRANT ALL ON *.* TO app");

    private final MariaDbServer server;
    private final String user;
    private final Semaphore use;
    private final Optional<ServerRelay> relay;

    private MariaDbWorld(MariaDbServer server, String user, Semaphore use, Optional<ServerRelay> relay) {
        this.server = server;
        this.user = user;
        this.use = use;
        this.relay = relay;
    }

    /** Worlds of one server, one after the other. */
    record Opener(MariaDbServer server, Semaphore use) {
        Opener(MariaDbServer server) {
            this(server, new Semaphore(1));
        }

        /** After these statements of root's. */
        World.Source after(String... statements) {
            return open("root", List.of(statements), Optional.empty());
        }

        /** The same, for the user {@code app}, who has all privileges but those that the statements take. */
        World.Source forApp(String... statements) {
            return open("app", List.of(statements), Optional.empty());
        }

        /** Behind a relay, to which {@code disturbance} is done first. */
        World.Source behind(Consumer<ServerRelay> disturbance) {
            return open("root", List.of(), Optional.of(disturbance));
        }

        private World.Source open(String user, List<String> statements, Optional<Consumer<ServerRelay>> disturbance) {
            return () -> {
                use.acquire();
                try {
                    execute(SOUND);
                    execute(statements);
                    Optional<ServerRelay> relay =
                            disturbance.isEmpty() ? Optional.empty() : Optional.of(ServerRelay.to(server.port()));
                    relay.ifPresent(disturbance.orElse(undisturbed -> {}));
                    return new MariaDbWorld(server, user, use, relay);
                } catch (SQLException | IOException | RuntimeException e) {
                    use.release();
                    throw e;
                }
            };
        }

        private void execute(List<String> statements) throws SQLException {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }

    @Override
    public String address() {
        return relay.map(to -> "127.0.0.1:" + to.port()).orElseGet(server::address);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public void close() {
        use.release();
        relay.ifPresent(to -> {
            try {
                to.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
