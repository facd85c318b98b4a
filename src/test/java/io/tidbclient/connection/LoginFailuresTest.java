package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user reads when the other side is not the server that was expected; over real sockets. */
class LoginFailuresTest {

    @Test
    void nothing_listens() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        Failure failure = Connections.failureOf(Connections.to(port));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
        assertThat(failure.sentence()).isEqualTo("Nothing listens at 127.0.0.1:" + port + ": connection refused.");
        assertThat(failure.hint()).contains("Is the server running");
    }

    @Test
    void a_server_that_is_silent_times_out() throws IOException {
        try (ScriptedServer server = ScriptedServer.sending(new byte[0])) {
            Failure failure = Connections.failureOf(Connections.withTimeouts(
                    Connections.to(server.port()), new Timeouts(Duration.ofMillis(200), Duration.ofMinutes(5))));

            assertThat(failure.kind()).isEqualTo(FailureKind.NO_GREETING);
            assertThat(failure.kind().retryable()).isFalse();
            assertThat(failure.hint()).contains("10080 is its HTTP status port");
            assertThat(failure.sentence())
                    .isEqualTo("127.0.0.1:" + server.port() + " accepted the connection but was silent for 0.2 s.");
        }
    }

    @Test
    void a_server_that_greets_has_the_read_timeout_for_its_answers() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(false);
            ScriptedServer.awaitHangUp(socket);
        })) {
            Failure failure = Connections.failureOf(Connections.withTimeouts(
                    Connections.to(server.port()), new Timeouts(Duration.ofMillis(100), Duration.ofMillis(300))));

            assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
            assertThat(failure.sentence()).endsWith(" was silent for 0.3 s.");
        }
    }

    @Test
    void a_server_that_hangs_up_before_the_greeting_is_lost_and_may_be_tried_again() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {})) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
            assertThat(failure.kind().retryable()).isTrue();
            assertThat(failure.sentence()).endsWith(" closed the connection during login.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1\r\n",
                "220 mail.example.com ESMTP\r\n"
            })
    void other_protocols_are_distinguished(String greeting) throws IOException {
        assertIsNotMysql(greeting.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "050000000b08051a00", // MySQL's X protocol
                "0700000009352e30000000", // MySQL's protocol of 1998
                "010000000a", // cut short
                "0000000000000000" // nothing at all
            })
    void invalid_greetings_are_reported(String hex) throws IOException {
        assertIsNotMysql(HexFormat.of().parseHex(hex));
    }

    @Property(tries = 60)
    void arbitrary_bytes_for_a_greeting_are_never_an_internal_error(@ForAll byte[] bytes) throws IOException {
        try (ScriptedServer server =
                ScriptedServer.playing(socket -> socket.getOutputStream().write(bytes))) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind())
                    .isIn(FailureKind.NOT_MYSQL, FailureKind.CONNECTION_LOST, FailureKind.UNCLASSIFIED);
        }
    }

    @Test
    void too_many_connections_in_place_of_the_greeting() throws IOException {
        try (ScriptedServer server = refusing(1040, "#08004Too many connections")) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.TOO_MANY_CONNECTIONS);
            assertThat(failure.codeWithName()).contains("1040 ER_CON_COUNT_ERROR");
            assertThat(failure.sqlState()).isEqualTo("08004");
            assertThat(failure.sentence())
                    .isEqualTo("127.0.0.1:" + server.port() + " takes no more connections: Too many connections");
            assertThat(failure.kind().meansHostDown()).isFalse();
        }
    }

    @Test
    void a_host_that_may_not_connect() throws IOException {
        try (ScriptedServer server = refusing(1130, "Host 'x' is not allowed to connect to this server")) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
            assertThat(failure.sentence())
                    .endsWith("refused user 'root': Host 'x' is not allowed to connect to this server");
        }
    }

    @Test
    void a_wrong_password() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(false);
            byte[] unused = wire.read();
            wire.error(1045, "#28000Access denied for user 'root'@'127.0.0.1' (using password: YES)");
        })) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
            assertThat(failure.codeWithName()).contains("1045 ER_ACCESS_DENIED_ERROR");
            assertThat(failure.toString()).doesNotContain(Connections.PASSWORD);
        }
    }

    @Test
    void a_password_exchange_that_needs_tls_is_refused_without_it() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(false);
            byte[] unused = wire.read();
            wire.send("\u00fesha256_password\0abcdefghijklmnopqrst\0".getBytes(StandardCharsets.ISO_8859_1));
            ScriptedServer.awaitHangUp(socket);
        })) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
            assertThat(failure.hint()).contains("--ssl-mode required");
        }
    }

    @Test
    void an_unknown_plugin() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(false);
            byte[] unused = wire.read();
            wire.send("\u00fesecret_handshake\0abcdefghijklmnopqrst\0".getBytes(StandardCharsets.ISO_8859_1));
            ScriptedServer.awaitHangUp(socket);
        })) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
        }
    }

    @Test
    void tls_that_is_required_but_not_offered() throws IOException {
        try (ScriptedServer server = refusingAfterGreeting()) {
            Failure failure = Connections.failureOf(Connections.to(server.port(), SslMode.REQUIRED));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS_NOT_OFFERED);
            assertThat(failure.sentence()).isEqualTo("127.0.0.1:" + server.port() + " does not offer TLS.");
        }
    }

    @Test
    void tls_that_is_preferred_but_not_offered_is_done_without() throws IOException {
        try (ScriptedServer server = refusingAfterGreeting()) {
            Failure failure = Connections.failureOf(Connections.to(server.port(), SslMode.PREFERRED));

            assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
        }
    }

    @Test
    void tls_that_is_offered_but_broken_never_ends_in_plain_text() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(true);
            byte[] unused = wire.read();
            wire.ok();
            ScriptedServer.awaitHangUp(socket);
        })) {
            Failure failure = Connections.failureOf(Connections.to(server.port(), SslMode.PREFERRED));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    private static void assertIsNotMysql(byte[] greeting) throws IOException {
        try (ScriptedServer server = ScriptedServer.sending(greeting)) {
            Failure failure = Connections.failureOf(Connections.to(server.port()));

            assertThat(failure.kind()).isEqualTo(FailureKind.NOT_MYSQL);
            assertThat(failure.sentence())
                    .isEqualTo("127.0.0.1:" + server.port() + " does not speak the MySQL protocol.");
            assertThat(failure.hint()).contains("4000");
        }
    }

    private static ScriptedServer refusing(int code, String message) {
        return ScriptedServer.playing(socket -> {
            new MysqlWire(socket).error(code, message);
            ScriptedServer.awaitHangUp(socket);
        });
    }

    /** Without TLS, and not letting anybody in. */
    private static ScriptedServer refusingAfterGreeting() {
        return ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(false);
            byte[] unused = wire.read();
            wire.error(1045, "#28000Access denied");
        });
    }
}
