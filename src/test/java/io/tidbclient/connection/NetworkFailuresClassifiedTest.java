package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Timeouts;
import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

import static org.assertj.core.api.Assertions.assertThat;

/** What failures of the network and of TLS are classified as. */
class NetworkFailuresClassifiedTest {
    private final FailureClassifier classifier = new FailureClassifier();

    @Test
    void a_server_that_accepts_no_cipher_suite_is_reported_as_such() {
        Failure failure = Classified.connecting(
                new SSLHandshakeException("(handshake_failure) Received fatal alert: handshake_failure"));

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
        assertThat(failure.hint()).contains("cipher suites");
    }

    @Test
    void a_handshake_that_ends_without_an_alert_may_succeed_later() {
        SSLHandshakeException ended = new SSLHandshakeException("Remote host terminated the handshake");
        ended.initCause(new EOFException("SSL peer shut down incorrectly"));

        Failure failure = Classified.connecting(ended);

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(failure.sentence()).isEqualTo("db1:4000 closed the connection during the TLS handshake.");
        assertThat(failure.kind().retryable()).isTrue();
    }

    @Test
    void refused_names_the_port_to_check() {
        Failure failure = Classified.connecting(new ConnectException("Connection refused"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
        assertThat(failure.sentence()).isEqualTo("Nothing listens at db1:4000: connection refused.");
        assertThat(failure.hint()).contains("4000");
    }

    @Test
    void a_connect_timeout_says_how_long_was_waited() {
        Failure failure = Classified.connecting(new SocketTimeoutException("Connect timed out"));

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.sentence()).isEqualTo("db1:4000 did not accept a connection within 5 s.");
    }

    @Test
    void a_read_timeout_in_mid_session_says_so() {
        Failure failure =
                classifier.classify(Classified.lost(new SocketTimeoutException("Read timed out")), Classified.IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.sentence()).isEqualTo("db1:4000 was silent for 5 s.");
        assertThat(failure.hint()).contains("--read-timeout");
    }

    @Test
    void other_network_failures_have_their_sentence() {
        assertSentence(
                Classified.connecting(new UnknownHostException("db1: Name or service not known")),
                FailureKind.UNKNOWN_HOST,
                "The host 'db1' has no address.");
        assertSentence(
                Classified.connecting(new NoRouteToHostException("No route to host")),
                FailureKind.CONNECTION_REFUSED,
                "There is no route to db1:4000.");
        assertSentence(
                Classified.connecting(new SocketException("Network is unreachable")),
                FailureKind.CONNECTION_REFUSED,
                "The network of db1:4000 cannot be reached from here.");
        assertSentence(
                Classified.connecting(new ConnectException("Connection timed out")),
                FailureKind.TIMED_OUT,
                "db1:4000 did not answer.");
        assertSentence(
                Classified.connecting(new SocketException("Too many open files")),
                FailureKind.TOO_MANY_CONNECTIONS,
                "This machine has no room for another connection to db1:4000.");
        assertSentence(
                Classified.connecting(new BindException("Cannot assign requested address")),
                FailureKind.TOO_MANY_CONNECTIONS,
                "This machine has no room for another connection to db1:4000.");
        assertSentence(
                Classified.connecting(new EOFException("read 0 bytes")),
                FailureKind.CONNECTION_LOST,
                "db1:4000 closed the connection during login.");
        assertSentence(
                classifier.classify(Classified.lost(new SocketException("Connection reset")), Classified.IN_USE),
                FailureKind.CONNECTION_LOST,
                "db1:4000 closed the connection.");
        assertSentence(
                classifier.classify(Classified.lost(new SocketException("Closed by interrupt")), Classified.IN_USE),
                FailureKind.CONNECTION_LOST,
                "The connection to db1:4000 was closed from here.");
    }

    @Test
    void the_addresses_that_were_tried_are_named_unless_the_host_is_the_address() {
        ConnectException refused = new ConnectException("Connection refused [tried 10.0.0.1, 10.0.0.2]");

        assertThat(Classified.connecting(refused).sentence())
                .isEqualTo("Nothing listens at db1:4000 (10.0.0.1, 10.0.0.2): connection refused.");
        assertThat(Classified.connecting(new ConnectException("Connection refused [tried DB1]"))
                        .sentence())
                .isEqualTo("Nothing listens at db1:4000: connection refused.");
    }

    @Test
    void a_server_without_a_greeting_was_waited_for_as_long_as_the_shorter_timeout() {
        SocketTimeoutException silent = new SocketTimeoutException("No greeting [tried 10.0.0.1]");

        assertThat(withTimeouts(silent, 200, 300))
                .isEqualTo("db1:4000 (10.0.0.1) accepted the connection but was silent for 0.2 s.");
        assertThat(withTimeouts(silent, 300, 100))
                .isEqualTo("db1:4000 (10.0.0.1) accepted the connection but was silent for 0.1 s.");
    }

    @Test
    void a_timeout_names_the_one_that_ran_out() {
        assertThat(withTimeouts(new SocketTimeoutException("Connect timed out"), 10_000, 300))
                .isEqualTo("db1:4000 did not accept a connection within 10 s.");
        assertThat(withTimeouts(new SocketTimeoutException("Read timed out"), 10_000, 1_500))
                .isEqualTo("db1:4000 accepted the connection but was silent for 1.5 s.");
        assertThat(withTimeouts(new SocketTimeoutException((String) null), 10_000, 1_500))
                .isEqualTo("db1:4000 accepted the connection but was silent for 1.5 s.");
        assertThat(classifier
                        .classify(Classified.lost(new SocketTimeoutException("Connect timed out")), Classified.IN_USE)
                        .sentence())
                .as("a session that is open connects no more")
                .isEqualTo("db1:4000 was silent for 5 s.");
    }

    @Test
    void timeouts_have_the_hint_of_their_phase() {
        SocketTimeoutException read = new SocketTimeoutException("Read timed out");

        assertThat(Classified.connecting(read).hint())
                .isEqualTo("The server may be overloaded or frozen, or it waits for the client to speak first, as no"
                        + " MySQL server does; --read-timeout gives it longer.");
        assertThat(classifier.classify(Classified.lost(read), Classified.IN_USE).hint())
                .isEqualTo("The server may be busy, or the network gone; --read-timeout gives it longer.");
    }

    @Test
    void a_socket_that_was_closed_here_is_not_blamed_on_the_server() {
        assertSentence(
                Classified.connecting(new SocketException("Socket closed")),
                FailureKind.CONNECTION_LOST,
                "The connection to db1:4000 was closed from here.");
    }

    @Test
    void a_machine_without_room_for_a_connection_names_the_limit_to_raise() {
        assertThat(Classified.connecting(new SocketException("Too many open files"))
                        .hint())
                .isEqualTo("Raise the limit of open files (ulimit -n), or ask for fewer connections with -n or"
                        + " --parallel.");
    }

    private String withTimeouts(SocketTimeoutException thrown, int connectMillis, int readMillis) {
        ConnectionSettings settings = Connections.withTimeouts(
                Connections.to("db1", 4000, Classified.TLS),
                new Timeouts(Duration.ofMillis(connectMillis), Duration.ofMillis(readMillis)));
        return classifier
                .classify(Classified.lost(thrown), FailureContext.connecting(settings))
                .sentence();
    }

    private static void assertSentence(Failure failure, FailureKind kind, String sentence) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sentence()).isEqualTo(sentence);
    }
}
