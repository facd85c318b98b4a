package io.tidbclient.sandbox;

import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.certificate.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** TLS as Connector/J meets it. */
@Timeout(60)
class SandboxTlsTest {
    private static final String PASSWORD = "changeit";
    private final Instant now = Instant.now();
    private final SandboxCertificates certificates = SandboxCertificates.create(now);

    @TempDir
    private Path directory;

    @Test
    void a_login_without_tls_is_refused_where_it_is_required() throws Exception {
        try (SandboxServer server = start(SandboxTls.required(certificates.server()))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Jdbc.connect(server, "root", ""))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(3159));
            try (Connection connection = Jdbc.connect(server, "root", "", "sslMode=REQUIRED")) {
                assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void tls_is_not_for_those_who_do_not_ask() throws Exception {
        try (SandboxServer server = start(SandboxTls.offered(certificates.server()));
                Connection plain = Jdbc.connect(server, "root", "")) {
            assertThat(status(plain)).containsEntry("Ssl_version", "").containsEntry("Ssl_cipher", "");
        }
    }

    @Test
    void what_was_negotiated_is_in_the_status() throws Exception {
        try (SandboxServer server = start(SandboxTls.offered(certificates.server()));
                Connection connection = Jdbc.connect(server, "root", "", verifying("VERIFY_IDENTITY"))) {
            assertThat(status(connection).get("Ssl_version")).isEqualTo("TLSv1.3");
            assertThat(status(connection).get("Ssl_cipher")).startsWith("TLS_");
            assertThat(status(connection).get("Ssl_server_not_after"))
                    .matches("[A-Z][a-z]{2} [ 123]\\d \\d{2}:\\d{2}:\\d{2} \\d{4} UTC");
        }
    }

    @Test
    void a_server_without_tls_is_left_by_those_who_need_it() throws Exception {
        try (SandboxServer server = start(SandboxTls.off())) {
            assertThatThrownBy(() -> Jdbc.connect(server, "root", "", "sslMode=REQUIRED"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void an_expired_an_untrusted_and_a_misnamed_certificate_fail_as_they_should() throws Exception {
        assertHandshakeFails(
                certificates.authority().server(Validity.expiredAt(now), "127.0.0.1"),
                "VERIFY_CA",
                "CertificateExpiredException");
        assertHandshakeFails(
                new CertificateAuthority("another", Validity.around(now, Duration.ofDays(1)))
                        .server(Validity.around(now, Duration.ofDays(1)), "127.0.0.1"),
                "VERIFY_CA",
                "CertPathValidatorException");
        Identity misnamed = certificates.authority().server(Validity.around(now, Duration.ofDays(1)), "db.example");
        assertHandshakeFails(misnamed, "VERIFY_IDENTITY", "Server identity verification failed");
        try (SandboxServer server = start(SandboxTls.offered(misnamed));
                Connection connection = Jdbc.connect(server, "root", "", verifying("VERIFY_CA"))) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void clients_can_be_made_to_show_a_certificate() throws Exception {
        SandboxTls tls = SandboxTls.required(certificates.server())
                .forClientsOf(certificates.authority().certificate());
        try (SandboxServer server = start(tls)) {
            // In TLS 1.3 the client has sent its login by the time of the alert, which it must not lose.
            for (int attempt = 0; attempt < 20; attempt++) {
                assertThatThrownBy(() -> Jdbc.connect(server, "root", "", verifying("VERIFY_CA")))
                        .isInstanceOf(SQLException.class)
                        .hasStackTraceContaining("certificate_required");
            }
            try (Connection connection = Jdbc.connect(
                    server,
                    "root",
                    "",
                    verifying("VERIFY_CA")[0],
                    verifying("VERIFY_CA")[1],
                    verifying("VERIFY_CA")[2],
                    "clientCertificateKeyStoreUrl=" + clientStore(),
                    "clientCertificateKeyStorePassword=" + PASSWORD,
                    "clientCertificateKeyStoreType=PKCS12")) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void tls_needs_an_identity_and_only_tls_does() {
        assertThatThrownBy(() ->
                        SandboxTls.off().forClientsOf(certificates.authority().certificate()))
                .hasMessage("without TLS no client can show a certificate");
    }

    private void assertHandshakeFails(Identity identity, String mode, String cause) throws Exception {
        try (SandboxServer server = start(SandboxTls.offered(identity))) {
            assertThatThrownBy(() -> Jdbc.connect(server, "root", "", verifying(mode)))
                    .isInstanceOf(SQLException.class)
                    .hasStackTraceContaining(cause);
        }
    }

    private static SandboxServer start(SandboxTls tls) throws IOException {
        return SandboxServer.start(SandboxOptions.defaults().withTls(tls));
    }

    private String[] verifying(String mode) throws Exception {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", certificates.authority().certificate());
        return new String[] {
            "sslMode=" + mode,
            "trustCertificateKeyStoreUrl=" + written(store, mode.toLowerCase(Locale.ROOT) + ".p12"),
            "trustCertificateKeyStorePassword=" + PASSWORD
        };
    }

    private String clientStore() throws Exception {
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                certificates.client().key(),
                PASSWORD.toCharArray(),
                certificates.client().chain().toArray(Certificate[]::new));
        return written(store, "client.p12");
    }

    private String written(KeyStore store, String name) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file.toUri().toString();
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Map<String, String> status(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW STATUS LIKE 'Ssl_%'")) {
            Map<String, String> status = new TreeMap<>();
            while (rows.next()) {
                status.put(rows.getString("Variable_name"), rows.getString("Value"));
            }
            return status;
        }
    }
}
