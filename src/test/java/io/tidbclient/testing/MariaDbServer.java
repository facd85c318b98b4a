package io.tidbclient.testing;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A MariaDB of the test run's own, on loopback, from the server package of this machine; root has no password. */
public final class MariaDbServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final int port = FreePort.next();
    private final ScratchFolder folder = ScratchFolder.create("mariadb-");
    private ChildProcess process;

    private MariaDbServer() {}

    /** Whether this machine has it. */
    static boolean isInstalled() {
        return Executables.find("mariadbd").isPresent()
                && Executables.find("mariadb-install-db").isPresent();
    }

    /** Makes a database folder, starts the server on it and waits until it answers queries, some 3 s. */
    public static MariaDbServer start() {
        MariaDbServer server = new MariaDbServer();
        try {
            server.install();
            server.launch();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Host and port as the tool's {@code -H} takes them. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Logs in as root. The caller closes the connection. */
    public Connection connect() throws SQLException {
        String url = "jdbc:mysql://" + address() + "/?sslMode=DISABLED&connectTimeout=10000&socketTimeout=30000";
        return DriverManager.getConnection(url, "root", "");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        folder.close();
    }

    private void install() {
        Path log = log();
        try {
            Process install = new ProcessBuilder(
                            program("mariadb-install-db"),
                            "--no-defaults",
                            "--datadir=" + folder.folder("data"),
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db",
                            "--user=" + System.getProperty("user.name"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!install.waitFor(60, TimeUnit.SECONDS) || install.exitValue() != 0) {
                install.destroyForcibly();
                throw new IllegalStateException("mariadb-install-db failed: see " + log);
            }
        } catch (IOException e) {
            throw new IllegalStateException("mariadb-install-db cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB was set up", e);
        }
    }

    private void launch() {
        process = ChildProcess.start(
                List.of(
                        program("mariadbd"),
                        "--no-defaults",
                        "--datadir=" + folder.folder("data"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.path().resolve("mariadb.sock"),
                        "--pid-file=" + folder.path().resolve("mariadb.pid"),
                        "--innodb-buffer-pool-size=32M",
                        // Without it root refuses to run; any other user may name itself.
                        "--user=" + System.getProperty("user.name")),
                folder.path(),
                log());
        try {
            Awaitility.await()
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.alive() || answers());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("MariaDB does not answer:\n" + process.lastLines(), e);
        }
        if (!process.alive()) {
            throw new IllegalStateException("MariaDB ended at its start:\n" + process.lastLines());
        }
    }

    private Path log() {
        return folder.path().resolve("mariadb.log");
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static String program(String name) {
        Optional<Path> found = Executables.find(name);
        return found.orElseThrow(() -> new IllegalStateException(name + " is not installed"))
                .toString();
    }
}
