package io.tidbclient.sandbox.certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final SandboxCertificates made = SandboxCertificates.create(NOW);

    @Test
    void a_server_is_trusted_through_its_authority_and_through_no_other() throws Exception {
        validate(made.server(), made.authority(), NOW);

        CertificateAuthority other =
                new CertificateAuthority("tidb-client sandbox CA", Validity.notYetAt(NOW.minusSeconds(200_000)));
        assertThatThrownBy(() -> validate(made.server(), other, NOW)).isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() ->
                        made.server().certificate().verify(other.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void a_certificate_has_the_names_and_uses_it_was_asked_for() throws Exception {
        X509Certificate server = made.server().certificate();

        assertThat(server.getVersion()).isEqualTo(3);
        assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(made.client().certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(made.authority().certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(made.authority().certificate().getKeyUsage()[5]).isTrue();
    }

    @Test
    void validity_is_as_given_also_beyond_2050() {
        Instant far = Instant.parse("2060-01-02T03:04:05Z");
        X509Certificate certificate =
                made.authority().server(new Validity(NOW, far), "a.example").certificate();

        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(far);
    }

    @Test
    void an_expired_and_a_premature_certificate_are_what_they_say() {
        X509Certificate expired =
                made.authority().server(Validity.expiredAt(NOW), "localhost").certificate();
        X509Certificate premature =
                made.authority().server(Validity.notYetAt(NOW), "localhost").certificate();

        assertThatThrownBy(() -> expired.checkValidity(Date.from(NOW))).isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() -> premature.checkValidity(Date.from(NOW)))
                .isInstanceOf(CertificateNotYetValidException.class);
        assertThatThrownBy(() -> new Validity(NOW, NOW)).hasMessageContaining("ends before it begins");
    }

    @Test
    void the_files_are_pem_that_others_can_read_and_keys_are_for_their_owner(@TempDir Path directory) throws Exception {
        made.writeTo(directory.resolve("tls"));

        X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(directory.resolve("tls/ca.pem")));
        assertThat(authority).isEqualTo(made.authority().certificate());
        String key = Files.readString(directory.resolve("tls/server-key.pem"), StandardCharsets.US_ASCII);
        assertThat(key).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
        byte[] decoded = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoded)))
                .isEqualTo(made.server().key());
        assertThat(Files.getPosixFilePermissions(directory.resolve("tls/server-key.pem")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(
                                Pem.of(made.client().chain()).getBytes(StandardCharsets.US_ASCII))))
                .hasSize(2);
    }

    @Test
    void a_private_key_is_never_shown() {
        assertThat(made.server()).hasToString("Identity[CN=localhost]");
    }

    private static void validate(Identity identity, CertificateAuthority authority, Instant at) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(identity.certificate())),
                        parameters);
    }
}
