package io.tidbclient.testing;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A TiDB with embedded storage that belongs to one test or test run. Killed and started again it answers on the same
 * port with the same data. Its log stays in {@code target/tidb-logs}.
 */
public final class TidbProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final int PORTS_TRIED = 3;
    /** ER_SECURE_TRANSPORT_REQUIRED: it is up, and wants TLS. */
    private static final int TLS_REQUIRED = 3159;

    private final Path binary;
    private final ScratchFolder folder;
    private final Path configuration;
    private int port;
    private int statusPort;
    private ChildProcess process;

    private TidbProcess(Path binary, ScratchFolder folder, TidbOptions options) {
        this.binary = binary;
        this.folder = folder;
        this.configuration = folder.file("tidb.toml", options.toml());
    }

    /** Starts one with {@code binary} and waits until it answers queries, some 3 s. */
    static TidbProcess start(Path binary, TidbOptions options) {
        TidbProcess tidb = new TidbProcess(binary, ScratchFolder.create("tidb-"), options);
        try {
            tidb.startOnFreePorts();
            if (options.requireSecureTransport()) {
                // A variable, not a key of the file: TiDB takes it only from a session that uses TLS itself. Started
                // again, since a server just started may read its variables once more and forget the new value.
                tidb.server().execute("SET GLOBAL require_secure_transport = ON");
                tidb.stop();
                tidb.restart();
            }
            return tidb;
        } catch (SQLException e) {
            tidb.close();
            throw new IllegalStateException("TiDB refuses to require TLS", e);
        } catch (RuntimeException | Error e) {
            tidb.close();
            throw e;
        }
    }

    /** Where it answers, also while it is down. */
    public TidbServer server() {
        return new TidbServer("127.0.0.1", port, "root", "");
    }

    /** Its HTTP interface. */
    public TidbStatus status() {
        return new TidbStatus(statusPort);
    }

    /** A folder of its own that the server's process can read, for the files of {@code IMPORT INTO}. */
    public Path files() {
        return folder.folder("files");
    }

    /** Ends it in order; the port refuses connections then. */
    public void stop() {
        process.stop();
    }

    /** Ends it with SIGKILL, as the out-of-memory killer would. */
    public void kill() {
        process.kill();
    }

    /** Starts it again after {@link #stop} or {@link #kill}, and waits until it answers queries. */
    public void restart() {
        launch();
        awaitReady();
    }

    /** Freezes it: connections stay open, the kernel still accepts new ones, nothing is answered. */
    public void pause() {
        process.signal(Signal.STOP);
    }

    /** Ends {@link #pause}. */
    public void resume() {
        process.signal(Signal.CONT);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        folder.close();
    }

    private void startOnFreePorts() {
        for (int attempt = 1; ; attempt++) {
            port = FreePort.next();
            statusPort = FreePort.next();
            launch();
            try {
                awaitReady();
                return;
            } catch (IllegalStateException e) {
                // The port was free when asked for; someone may have been quicker.
                if (attempt == PORTS_TRIED || process.alive() || !e.getMessage().contains("address already in use")) {
                    throw e;
                }
            }
        }
    }

    private void launch() {
        Path work = folder.folder("work");
        process = ChildProcess.start(
                List.of(
                        binary.toString(),
                        "--host=127.0.0.1",
                        "-P",
                        Integer.toString(port),
                        "--status-host=127.0.0.1",
                        "--status=" + statusPort,
                        "--store=unistore",
                        "--path=" + folder.folder("data"),
                        "--temp-dir=" + folder.folder("temp"),
                        "--config=" + configuration,
                        "--socket=",
                        "-L",
                        "error"),
                work,
                Path.of("target", "tidb-logs", "tidb-" + port + ".log"));
    }

    private void awaitReady() {
        TidbStatus status = status();
        try {
            Awaitility.await()
                    .atMost(READY_WITHIN)
                    .pollDelay(Duration.ofMillis(300))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.alive() || (status.answers() && answersQueries()));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("TiDB does not answer on port " + port + ":\n" + process.lastLines(), e);
        }
        if (!process.alive()) {
            throw new IllegalStateException("TiDB ended at its start:\n" + process.lastLines());
        }
    }

    private boolean answersQueries() {
        // In plain text: the driver refuses an expired certificate in every mode, and tests want servers with one.
        String plain = server().jdbcUrl("").replace("sslMode=PREFERRED", "sslMode=DISABLED");
        try (Connection connection = DriverManager.getConnection(plain, "root", "");
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return e.getErrorCode() == TLS_REQUIRED;
        }
    }
}
