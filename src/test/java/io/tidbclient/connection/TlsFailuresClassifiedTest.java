package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import static org.assertj.core.api.Assertions.assertThat;

/** What failures of a TLS handshake with db1:4000 are classified as. */
class TlsFailuresClassifiedTest {
    private static final String NOT_SIGNED = "The certificate of db1:4000 is not signed by a CA that is trusted here.";
    private static final String NO_CA = "The certificate of db1:4000 is not trusted: the file given with --ssl-ca holds"
            + " no CA certificate (its basic constraints lack CA:TRUE).";

    @Test
    void a_certificate_that_is_not_valid_yet_is_reported_by_either_exception() {
        for (Exception cause : List.of(
                new CertificateNotYetValidException("NotBefore: 2110"),
                invalid("validity check failed", BasicReason.NOT_YET_VALID))) {
            Failure failure = Classified.connecting(handshake("PKIX path validation failed", cause));

            assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_EXPIRED);
            assertThat(failure.sentence()).isEqualTo("The certificate of db1:4000 is not valid yet.");
            assertThat(failure.hint())
                    .isEqualTo("Renew the server's certificate; if it is in date, check this machine's clock.");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_reported_by_either_exception() {
        for (Exception cause : List.of(
                new CertificateExpiredException("NotAfter: 2021"),
                invalid("validity check failed", BasicReason.EXPIRED))) {
            Failure failure = Classified.connecting(handshake("PKIX path validation failed", cause));

            assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_EXPIRED);
            assertThat(failure.sentence()).isEqualTo("The certificate of db1:4000 has expired.");
        }
    }

    @Test
    void a_certificate_without_a_trusted_ca_is_untrusted_by_any_of_the_exceptions() {
        for (Exception cause : List.of(
                new CertPathBuilderException("unable to find valid certification path"),
                invalid("signature check failed", BasicReason.INVALID_SIGNATURE),
                new CertificateException("No trusted certificate found"))) {
            Failure failure = Classified.connecting(handshake("PKIX path building failed", cause));

            assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
            assertThat(failure.sentence()).isEqualTo(NOT_SIGNED);
            assertThat(failure.hint()).isEqualTo("Give the CA that signed it with --ssl-ca.");
        }
    }

    @Test
    void a_certificate_exception_counts_without_one_of_tls() {
        Failure failure = new FailureClassifier()
                .classify(new CertificateException("No trusted certificate found"), Classified.CONNECTING);

        assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
    }

    @Test
    void a_ca_file_with_no_ca_in_it_is_the_reason_that_is_reported() {
        Failure failure = untrusted(TestTls.path("client-rsa.pem"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
        assertThat(failure.sentence()).isEqualTo(NO_CA);
        assertThat(failure.hint())
                .isEqualTo("Give the certificate of the CA that signed it, or create that one with CA:TRUE.");
        assertThat(Classified.connecting(handshake(
                                "PKIX path validation failed", new CertificateException("x is not a CA certificate")))
                        .sentence())
                .isEqualTo(NO_CA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca-of-leaves.pem", "bundle.pem"})
    void a_ca_file_with_a_ca_in_it_has_not_the_one_that_signed(String ca) {
        assertThat(untrusted(TestTls.path(ca)).sentence()).isEqualTo(NOT_SIGNED);
    }

    @Test
    void a_ca_file_that_cannot_be_read_any_more_is_no_reason() {
        assertThat(untrusted(Path.of("no-such-file.pem")).sentence()).isEqualTo(NOT_SIGNED);
    }

    @Test
    void a_certificate_of_another_host_is_reported_with_its_names() {
        assertThat(wrongHost(List.of("db.example.com", "10.0.0.1")).sentence())
                .isEqualTo("The certificate of db1:4000 is for another host: it names db.example.com, 10.0.0.1.");
        assertThat(wrongHost(List.of()).sentence())
                .isEqualTo("The certificate of db1:4000 is for another host: it names no host by name.");
        assertThat(wrongHost(List.of()).kind()).isEqualTo(FailureKind.CERTIFICATE_WRONG_NAME);
        assertThat(wrongHost(List.of()).hint())
                .isEqualTo("Connect by a name that the certificate is for, or check the chain alone"
                        + " with --ssl-mode verify-ca.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshake_failure", "insufficient_security"})
    void a_server_that_accepts_no_cipher_suite_may_want_a_certificate(String alert) {
        Failure failure = Classified.connecting(new SSLHandshakeException("Received fatal alert: " + alert));

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
        assertThat(failure.sentence())
                .isEqualTo("The TLS handshake with db1:4000 failed: the server ended it (handshake_failure).");
        assertThat(failure.hint())
                .isEqualTo("The server accepts none of this tool's cipher suites (those of TLS 1.2 and 1.3 with forward"
                        + " secrecy): check its ssl_cipher and tls_version; if it asks for a client certificate, give"
                        + " one with --ssl-cert and --ssl-key.");
    }

    @Test
    void a_server_that_ends_the_handshake_may_not_trust_the_clients_certificate() {
        Failure failure = classify(new SSLHandshakeException("Received fatal alert: handshake_failure"), withClient());

        assertThat(failure.hint())
                .isEqualTo("The server accepts none of this tool's cipher suites (those of TLS 1.2 and 1.3 with forward"
                        + " secrecy): check its ssl_cipher and tls_version, and that it trusts the CA of the certificate"
                        + " given with --ssl-cert.");
    }

    @Test
    void any_other_failure_of_tls_is_reported_with_its_words() {
        Failure failure = Classified.connecting(new SSLException("Received fatal alert:\nprotocol_version"));

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
        assertThat(failure.sentence())
                .isEqualTo("The TLS handshake with db1:4000 failed: Received fatal alert: protocol_version");
        assertThat(failure.hint())
                .isEqualTo("The server must offer TLS 1.2 or 1.3; if it asks for a client certificate, give one with"
                        + " --ssl-cert and --ssl-key.");
        assertThat(classify(new SSLException("bad_certificate"), withClient()).hint())
                .isEqualTo("The server must offer TLS 1.2 or 1.3, and trust the CA of the certificate given with"
                        + " --ssl-cert.");
    }

    @Test
    void a_failure_of_tls_without_words_is_reported_without_them() {
        assertThat(Classified.connecting(new SSLException((String) null)).sentence())
                .isEqualTo("The TLS handshake with db1:4000 failed:");
    }

    @Test
    void an_end_of_stream_closes_a_connection_only_during_the_handshake() {
        SSLException ended = handshake("Remote host terminated the handshake", new EOFException("SSL peer shut down"));

        Failure connecting = Classified.connecting(ended);
        Failure inUse = new FailureClassifier().classify(Classified.lost(ended), Classified.IN_USE);

        assertThat(connecting.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(connecting.hint())
                .isEqualTo("The server, or the proxy or load balancer in between, may be stopping, or offer neither"
                        + " TLS 1.2 nor 1.3: check its log.");
        assertThat(inUse.kind()).isEqualTo(FailureKind.TLS_FAILED);
        assertThat(inUse.sentence())
                .isEqualTo("The TLS handshake with db1:4000 failed: Remote host terminated the handshake");
    }

    private static Failure untrusted(Path ca) {
        return classify(
                handshake("PKIX path building failed", new CertPathBuilderException("no path")),
                new TlsSettings(SslMode.VERIFY_CA, Optional.of(ca), Optional.empty(), Optional.empty()));
    }

    private static Failure wrongHost(List<String> names) {
        return Classified.connecting(handshake(
                "another host", new WrongHostException(names, new CertificateException("No subject alternative"))));
    }

    private static TlsSettings withClient() {
        return new TlsSettings(
                SslMode.REQUIRED,
                Optional.empty(),
                Optional.of(TestTls.path("client-rsa.pem")),
                Optional.of(TestTls.path("client-rsa-pkcs8.pem")));
    }

    private static Failure classify(SSLException thrown, TlsSettings tls) {
        return new FailureClassifier()
                .classify(Classified.lost(thrown), FailureContext.connecting(Connections.to("db1", 4000, tls)));
    }

    private static SSLException handshake(String message, Exception cause) {
        SSLHandshakeException thrown = new SSLHandshakeException(message);
        thrown.initCause(cause);
        return thrown;
    }

    private static CertPathValidatorException invalid(String message, BasicReason reason) {
        return new CertPathValidatorException(message, null, null, -1, reason);
    }
}
