package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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

    private static void assertSentence(Failure failure, FailureKind kind, String sentence) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sentence()).isEqualTo(sentence);
    }
}
