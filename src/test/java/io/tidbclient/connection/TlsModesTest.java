package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each mode makes of a server's certificate. The server refuses the login once TLS is up: a refused login is a
 * certificate that was accepted.
 */
class TlsModesTest {
    private final CompletableFuture<SSLSession> seenByServer = new CompletableFuture<>();

    @ParameterizedTest
    @CsvSource({
        "PREFERRED,       server.pem,    127.0.0.1, ACCESS_DENIED",
        "PREFERRED,       expired.pem,   127.0.0.1, ACCESS_DENIED",
        "REQUIRED,        elsewhere.pem, 127.0.0.1, ACCESS_DENIED",
        "VERIFY_CA,       server.pem,    127.0.0.1, ACCESS_DENIED",
        "VERIFY_CA,       elsewhere.pem, 127.0.0.1, ACCESS_DENIED",
        "VERIFY_CA,       expired.pem,   127.0.0.1, CERTIFICATE_EXPIRED",
        "VERIFY_CA,       future.pem,    127.0.0.1, CERTIFICATE_EXPIRED",
        "VERIFY_IDENTITY, server.pem,    127.0.0.1, ACCESS_DENIED",
        "VERIFY_IDENTITY, server.pem,    localhost, ACCESS_DENIED",
        "VERIFY_IDENTITY, elsewhere.pem, 127.0.0.1, CERTIFICATE_WRONG_NAME",
        "VERIFY_IDENTITY, elsewhere.pem, localhost, CERTIFICATE_WRONG_NAME",
        "VERIFY_IDENTITY, expired.pem,   127.0.0.1, CERTIFICATE_EXPIRED"
    })
    void modes_with_the_right_ca(SslMode mode, String certificate, String host, FailureKind expected)
            throws IOException {
        assertThat(failure(host, certificate, tls(mode, "ca.pem")).kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"VERIFY_CA", "VERIFY_IDENTITY"})
    void another_ca_is_not_trusted(SslMode mode) throws IOException {
        Failure failure = failure("127.0.0.1", "server.pem", tls(mode, "other-ca.pem"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
        assertThat(failure.sentence()).endsWith("is not signed by a CA that is trusted here.");
        assertThat(failure.hint()).contains("--ssl-ca");
    }

    @ParameterizedTest
    @CsvSource({"VERIFY_CA", "VERIFY_IDENTITY"})
    void the_systems_cas_do_not_trust_a_ca_made_by_a_test(SslMode mode) throws IOException {
        Failure failure = failure("127.0.0.1", "server.pem", TlsSettings.of(mode));

        assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
    }

    @Test
    void a_ca_file_without_a_ca_is_reported_as_such() throws IOException {
        Failure failure = failure("127.0.0.1", "server.pem", tls(SslMode.VERIFY_CA, "client-rsa.pem"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED);
        assertThat(failure.sentence()).endsWith("holds no CA certificate (its basic constraints lack CA:TRUE).");
    }

    @Test
    void every_ca_of_a_bundle_is_trusted() throws IOException {
        Failure failure = failure("127.0.0.1", "server.pem", tls(SslMode.VERIFY_CA, "bundle.pem"));

        assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
    }

    @Test
    void a_wrong_name_says_which_names_would_be_right() throws IOException {
        Failure failure = failure("127.0.0.1", "elsewhere.pem", tls(SslMode.VERIFY_IDENTITY, "ca.pem"));

        assertThat(failure.sentence()).endsWith("is for another host: it names db.example.com.");
    }

    @ParameterizedTest
    @CsvSource({
        "client-rsa.pem,     client-rsa-pkcs8.pem",
        "client-rsa.pem,     client-rsa-pkcs1.pem",
        "client-ec.pem,      client-ec-pkcs8.pem",
        "client-ec.pem,      client-ec-sec1.pem",
        "client-ed25519.pem, client-ed25519-pkcs8.pem"
    })
    void the_clients_certificate_reaches_the_server(String certificate, String key) throws Exception {
        TlsSettings tls = new TlsSettings(
                SslMode.VERIFY_CA,
                Optional.of(TestTls.path("ca.pem")),
                Optional.of(TestTls.path(certificate)),
                Optional.of(TestTls.path(key)));

        assertThat(failure("127.0.0.1", "server.pem", tls).kind()).isEqualTo(FailureKind.ACCESS_DENIED);

        assertThat(seenByServer.get(5, TimeUnit.SECONDS).getPeerCertificates()[0])
                .isEqualTo(Certificates.read(TestTls.path(certificate), "client certificate")
                        .get(0));
    }

    @Test
    void the_older_tls_versions_are_not_offered() throws IOException {
        try (ScriptedServer server = server("server.pem", "TLSv1.1")) {
            Failure failure = Connections.failureOf(Connections.to(server.port(), SslMode.REQUIRED));

            assertThat(failure.kind())
                    .as("it closes the connection without an alert")
                    .isEqualTo(FailureKind.CONNECTION_LOST);
            assertThat(failure.hint()).contains("neither TLS 1.2 nor 1.3");
        }
    }

    private Failure failure(String host, String certificate, TlsSettings tls) throws IOException {
        try (ScriptedServer server = server(certificate, "TLSv1.3")) {
            return Connections.failureOf(Connections.to(host, server.port(), tls));
        }
    }

    private ScriptedServer server(String certificate, String protocol) {
        return ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(true);
            SSLSocket tls = wire.startTls(certificate);
            tls.setEnabledProtocols(new String[] {protocol});
            tls.setWantClientAuth(true);
            tls.startHandshake();
            seenByServer.complete(tls.getSession());
            wire.over(tls);
            byte[] unused = wire.read();
            wire.error(1045, "#28000Access denied");
            ScriptedServer.awaitHangUp(tls);
        });
    }

    private static TlsSettings tls(SslMode mode, String ca) {
        return new TlsSettings(mode, Optional.of(TestTls.path(ca)), Optional.empty(), Optional.empty());
    }
}
