package io.tidbclient.sandbox;

import io.tidbclient.sandbox.fault.ConnectionFault;
import io.tidbclient.sandbox.fault.ErrorsByCode;
import io.tidbclient.sandbox.fault.Fault;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.fault.StatementFault;
import io.tidbclient.sandbox.sql.StatementPrefix;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a client meets at a sandbox that misbehaves: each fault once over the wire, and that the server continues. */
@Timeout(60)
class SandboxFaultsTest {
    private static final StatementPrefix SELECT_1 = StatementPrefix.of("SELECT 1");

    private SandboxServer server;

    @BeforeEach
    void start() throws Exception {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusing_ends_the_connection_without_a_word_and_a_second_try_succeeds() throws Exception {
        server.faults().arm(FaultRule.first(1, new ConnectionFault.CloseAtOnce()));

        assertLost(() -> connect().close());
        assertServes();
    }

    @Test
    void a_frozen_server_accepts_and_never_greets() throws Exception {
        server.faults().arm(FaultRule.first(1, new ConnectionFault.NoGreeting()));
        try (Socket socket = raw()) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        assertServes();
    }

    @Test
    void a_slow_greeting_comes_late() throws Exception {
        server.faults().arm(FaultRule.first(1, new ConnectionFault.SlowGreeting(Duration.ofMillis(300))));
        long begin = System.nanoTime();
        try (Socket socket = raw()) {
            assertThat(socket.getInputStream().read()).isPositive();
        }
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
    }

    @Test
    void garbage_comes_in_place_of_the_greeting() throws Exception {
        server.faults().arm(FaultRule.first(1, ConnectionFault.GarbageGreeting.http()));
        try (Socket socket = raw()) {
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
        server.faults().arm(FaultRule.first(1, ConnectionFault.GarbageGreeting.http()));
        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        assertServes();
    }

    @Test
    void too_many_connections_are_1040_until_one_ends() throws Exception {
        server.faults().arm(new ConnectionFault.TooManyConnections(1));
        try (Connection first = connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(this::connect)
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1040))
                    .withMessageContaining("Too many connections");
            assertThat(Jdbc.one(first, "SELECT 1")).isEqualTo("1");
        }
        await().until(() -> server.connections() == 0);
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1045, 1049, 1130, 3159})
    void logins_are_denied_with_any_code(int code) throws Exception {
        server.faults().arm(FaultRule.first(1, new ConnectionFault.DenyLogin(ErrorsByCode.of(code))));

        assertThatExceptionOfType(SQLException.class).isThrownBy(this::connect).satisfies(e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getSQLState()).isEqualTo(ErrorsByCode.of(code).sqlState());
        });
        assertServes();
    }

    @Test
    void statements_are_denied_and_the_session_continues() throws Exception {
        try (Connection connection = connect()) {
            server.faults().arm(new StatementFault.Deny(StatementPrefix.of("SHOW IMPORT"), ErrorsByCode.of(1142)));

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Jdbc.column(connection, "SHOW IMPORT JOBS"))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1142));
            assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
            server.faults().clear();
            assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 30})
    void a_connection_breaks_in_mid_answer(int bytes) throws Exception {
        assertBreaks(new StatementFault.Drop(SELECT_1, bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void garbage_comes_in_mid_answer(int bytes) throws Exception {
        assertBreaks(new StatementFault.GarbageAnswer(SELECT_1, bytes, "\u00ff\u00ff\u00ff\u0007garbage"));
    }

    @Test
    void a_frozen_statement_is_never_answered() throws Exception {
        try (Connection connection = Jdbc.connect(server, "root", "", "socketTimeout=300")) {
            server.faults().arm(FaultRule.first(1, new StatementFault.Freeze(SELECT_1)));

            assertLost(() -> Jdbc.one(connection, "SELECT 1"));
        }
        assertServes();
    }

    @Test
    void a_slow_answer_comes_late() throws Exception {
        try (Connection connection = connect()) {
            server.faults().arm(FaultRule.first(1, new StatementFault.SlowAnswer(SELECT_1, Duration.ofMillis(300))));
            long begin = System.nanoTime();

            assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
            assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
        }
    }

    @Test
    void all_connections_can_be_cut_at_once() throws Exception {
        try (Connection connection = connect()) {
            server.killConnections();

            assertLost(() -> Jdbc.one(connection, "SELECT 1"));
        }
        assertServes();
    }

    @Test
    void the_end_of_the_server_does_not_wait_for_a_delay() throws Exception {
        server.faults().arm(new ConnectionFault.SlowGreeting(Duration.ofHours(1)));
        try (Socket socket = raw()) {
            await().until(() -> server.connections() == 1);
            server.close();

            assertThat(server.connections()).isZero();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private void assertBreaks(Fault fault) throws Exception {
        try (Connection connection = connect()) {
            server.faults().arm(FaultRule.first(1, fault));

            assertThatThrownBy(() -> Jdbc.one(connection, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertServes();
    }

    private void assertServes() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    private static void assertLost(ThrowingCallable call) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
    }

    private Connection connect() throws SQLException {
        return Jdbc.connect(server, "root", "");
    }

    private Socket raw() throws IOException {
        Socket socket = new Socket();
        socket.connect(server.address(), 5_000);
        socket.setSoTimeout(5_000);
        return socket;
    }
}
