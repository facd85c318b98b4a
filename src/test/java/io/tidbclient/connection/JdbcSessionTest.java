package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.SocketException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions over a driver that is a fake; those over the real one are in {@link AgroalSessionFactoryTest}. */
class JdbcSessionTest {
    private final FakeJdbc jdbc = new FakeJdbc();
    private final FakeSocket socket = new FakeSocket(5_000);
    private final JdbcSession session = session(new FakeLease(socket, null));

    private record FakeLease(Socket socket, SQLException atEnd) implements Lease {
        @Override
        public void abort() {
            OwnedLease.close(socket);
        }

        @Override
        public void end() throws SQLException {
            if (atEnd != null) {
                throw atEnd;
            }
        }
    }

    @Test
    void parameters_of_a_statement_that_the_server_prepares_are_bound_in_order() {
        Answer answer = session.runPrepared("UPDATE t SET a = ? WHERE b = ?", Arrays.asList("x", null));

        assertThat(answer).isEqualTo(Answer.changed(1));
        assertThat(jdbc.calls())
                .containsExactly(
                        "prepare UPDATE t SET a = ? WHERE b = ?",
                        "setObject 1 x String",
                        "setObject 2 null ",
                        "setFetchSize 0",
                        "count",
                        "count",
                        "close");
    }

    @Test
    void whole_numbers_that_fit_into_a_long_are_bound_as_one() {
        Answer unused = session.runPrepared(
                "DO ?, ?, ?, ?, ?",
                List.of(
                        new BigDecimal("12"),
                        new BigDecimal("1.5"),
                        new BigDecimal("999999999999999999"),
                        new BigDecimal("1000000000000000000"),
                        new BigDecimal("12E2")));

        assertThat(jdbc.calls().subList(1, 6))
                .containsExactly(
                        "setObject 1 12 Long",
                        "setObject 2 1.5 BigDecimal",
                        "setObject 3 999999999999999999 Long",
                        "setObject 4 1000000000000000000 BigDecimal",
                        "setObject 5 1200 Long");
    }

    @Test
    void a_statement_whose_parameter_is_refused_is_closed() {
        jdbc.refusing(new SQLException("no such parameter", "HY000"));

        assertThatThrownBy(() -> session.runPrepared("DO ?", List.of("x")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().sentence())
                                .isEqualTo("The connection to db1:4000 failed: no such parameter"));
        assertThat(jdbc.calls()).containsExactly("prepare DO ?", "close");
    }

    @Test
    void another_read_timeout_is_set_for_the_work_and_the_usual_one_after_it() {
        assertThat(session.<Integer>withReadTimeout(Duration.ofSeconds(60), socket::getSoTimeout))
                .isEqualTo(60_000);

        assertThat(socket.timeouts()).containsExactly(60_000, 5_000);
    }

    @Test
    void a_read_timeout_is_at_least_a_millisecond_since_none_would_be_no_limit() {
        int unused = session.withReadTimeout(Duration.ZERO, () -> 1);
        unused = session.withReadTimeout(Duration.ofDays(100), () -> 1);

        assertThat(socket.timeouts()).containsExactly(1, 5_000, Integer.MAX_VALUE, 5_000);
    }

    @Test
    void the_usual_read_timeout_is_set_after_work_that_failed_unless_the_socket_is_closed() {
        assertThatThrownBy(() -> session.withReadTimeout(Duration.ofSeconds(1), () -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(socket.timeouts()).containsExactly(1_000, 5_000);

        int unused = session.withReadTimeout(Duration.ofSeconds(2), () -> {
            session.abort();
            return 1;
        });
        assertThat(socket.timeouts()).containsExactly(1_000, 5_000, 2_000);
    }

    @Test
    void a_socket_that_takes_no_timeout_is_a_failure_of_the_connection() throws IOException {
        try (Socket closed = new Socket()) {
            OwnedLease.close(closed);
            JdbcSession lost = session(new FakeLease(closed, null));

            assertThatThrownBy(() -> lost.withReadTimeout(Duration.ofSeconds(1), () -> 1))
                    .isInstanceOf(FailureException.class)
                    .hasCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void what_identifies_the_session_is_its_socket() {
        assertThat(session.serverSession()).isSameAs(socket);
        assertThat(session.tls()).isSameAs(TlsInfo.PLAIN);
    }

    @Test
    void closing_never_throws() {
        JdbcSession broken = session(new FakeLease(socket, new SQLException("broken pipe")));

        assertThatCode(broken::close).doesNotThrowAnyException();
    }

    private JdbcSession session(Lease lease) {
        return new JdbcSession(jdbc.connection(), lease, TlsInfo.PLAIN, new FailureClassifier(), Classified.IN_USE);
    }
}
