package io.tidbclient.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The listening, the connections and the end of a sandbox. */
@Timeout(60)
class SandboxLifetimeTest {
    private final ObservedSandboxes sandboxes = new ObservedSandboxes();
    private final SandboxOptions options = sandboxes.options();
    private final Queue<SandboxEvent> events = sandboxes.events();

    @AfterEach
    void stop() throws Exception {
        sandboxes.closeAll();
    }

    @Test
    void one_connection_can_end_another() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection victim = sandboxes.root(server);
        Connection killer = sandboxes.root(server);

        Jdbc.execute(killer, "KILL " + Jdbc.one(victim, "SELECT CONNECTION_ID()"));
        await().until(() -> server.connections() == 1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Jdbc.one(victim, "SELECT 1"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
        assertThat(Jdbc.column(killer, "SHOW PROCESSLIST")).containsExactly("2");
    }

    @Test
    void connections_are_counted_and_statements_reported() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection connection = sandboxes.root(server);
        Jdbc.one(connection, "SELECT 'x'");

        assertThat(server.connections()).isEqualTo(1);
        connection.close();
        await().until(() -> server.connections() == 0);
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(events)
                .contains(
                        new SandboxEvent.LoggedIn(1, "root", false),
                        new SandboxEvent.Asked(1, "SELECT 'x'"),
                        new SandboxEvent.Closed(1));
    }

    @Test
    void it_can_stop_listening_and_begin_again_at_the_same_port() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection before = sandboxes.root(server);
        server.stopListening();

        assertThatThrownBy(() -> connectRaw(server)).isInstanceOf(ConnectException.class);
        assertThat(Jdbc.one(before, "SELECT 1")).isEqualTo("1");
        server.killConnections();
        server.listenAgain();
        server.listenAgain();
        assertThat(Jdbc.one(sandboxes.root(server), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void its_end_closes_all_connections_at_once() throws Exception {
        SandboxServer server = sandboxes.start(options);
        try (Socket silent = connectRaw(server)) {
            silent.setSoTimeout(5_000);
            Connection asleep = sandboxes.root(server);
            Thread sleeper = Thread.startVirtualThread(() -> {
                try {
                    Jdbc.one(asleep, "SELECT SLEEP(3600)");
                } catch (SQLException e) {
                    // As it should be: the server is gone.
                }
            });
            await().until(() -> events.contains(new SandboxEvent.Asked(2, "SELECT SLEEP(3600)")));
            server.close();

            assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
            assertThat(sleeper.join(Duration.ofSeconds(5))).isTrue();
            assertThat(server.connections()).isZero();
            assertThatThrownBy(() -> connectRaw(server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_port_that_is_taken_is_reported_in_a_sentence() throws Exception {
        SandboxServer server = sandboxes.start(options);

        assertThatThrownBy(() -> SandboxServer.start(options.atPort(server.port())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the sandbox cannot listen at port " + server.port())
                .hasMessageEndingWith("choose another one, or 0 for any that is free");
    }

    @Test
    void options_are_checked_before_anything_starts() {
        assertThatThrownBy(() -> options.atPort(65_536)).hasMessage("port 65536 is not between 0 and 65535");
        assertThatThrownBy(() -> options.withUsers()).hasMessage("a sandbox has at least one user");
        assertThatThrownBy(() -> options.withUsers(ObservedSandboxes.APP, ObservedSandboxes.APP))
                .hasMessage("two users of the sandbox are called app");
        assertThatThrownBy(() -> options.withVersion(" ")).hasMessage("a version has 1 to 256 characters");
        assertThat(options.toString()).doesNotContain("secret").doesNotContain("pw");
    }

    private static Socket connectRaw(SandboxServer server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server.address(), 5_000);
        return socket;
    }
}
