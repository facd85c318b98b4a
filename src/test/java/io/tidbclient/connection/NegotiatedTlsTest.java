package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.connection.ServerCertificate.Expiry;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;

import static org.assertj.core.api.Assertions.assertThat;

class NegotiatedTlsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final CertificateAuthority AUTHORITY =
            new CertificateAuthority("Example CA", Validity.around(NOW, Duration.ofDays(3650)));

    @Test
    void a_certificate_is_described_with_its_subject_issuer_dates_and_names() {
        ServerCertificate described = described(
                AUTHORITY.server(Validity.around(NOW, Duration.ofDays(365)), "tidb.example", "127.0.0.1", "::1"));

        assertThat(described.subject()).isEqualTo("CN=tidb.example");
        assertThat(described.issuer()).isEqualTo("CN=Example CA");
        assertThat(described.notBefore()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(described.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(described.names()).containsExactly("tidb.example", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(described.earliest()).isEqualTo(described.own());
        assertThat(described.warnFrom()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"365, 365, false", "10, 10, true", "14, 14, true", "15, 15, false"})
    void it_is_warned_of_when_it_expires_within_14_days(long validFor, long daysLeft, boolean warns) {
        ServerCertificate described = described(AUTHORITY.server(Validity.around(NOW, Duration.ofDays(validFor)), "a"))
                .warnedOf(Duration.ofDays(14));

        assertThat(described.own().daysLeft(NOW)).isEqualTo(daysLeft);
        assertThat(described.warns(NOW)).isEqualTo(warns);
    }

    @Test
    void an_expired_one_is_described_too_with_a_negative_number_of_days() {
        ServerCertificate described =
                described(AUTHORITY.server(Validity.expiredAt(NOW), "a")).warnedOf(Duration.ofDays(14));

        assertThat(described.own().daysLeft(NOW)).isEqualTo(-1);
        assertThat(described.earliest().expired(NOW)).isTrue();
        assertThat(described.warns(NOW)).isTrue();
    }

    @Test
    void of_a_chain_what_expires_first_counts() {
        CertificateAuthority old = new CertificateAuthority("Old CA", Validity.around(NOW, Duration.ofDays(3)));

        ServerCertificate described = described(old.server(Validity.around(NOW, Duration.ofDays(365)), "a"));

        assertThat(described.subject()).isEqualTo("CN=a");
        assertThat(described.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(described.earliest()).isEqualTo(new Expiry("CN=Old CA", NOW.plus(Duration.ofDays(3))));
        assertThat(described.issuerExpiresFirst()).isTrue();
    }

    @Test
    void the_text_of_a_certificate_is_printed_without_control_characters_and_shortened() {
        CertificateAuthority hostile =
                new CertificateAuthority("\u001b[31mred\u202e\r\nX: y", Validity.around(NOW, Duration.ofDays(3)));

        ServerCertificate described =
                described(hostile.server(Validity.around(NOW, Duration.ofDays(1)), "a".repeat(5_000) + "\u0007"));

        assertThat(described.issuer()).isEqualTo("CN= [31mred X: y");
        assertThat(described.subject()).hasSize(300).endsWith("…");
        assertThat(described.names()).singleElement().asString().hasSize(300).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED, none",
        "PREFERRED, none",
        "REQUIRED, none",
        "VERIFY_CA, chain",
        "VERIFY_IDENTITY, chain and host name"
    })
    void what_was_verified_follows_from_the_mode(SslMode mode, String verified) throws IOException {
        try (Socket socket = SSLSocketFactory.getDefault().createSocket()) {
            TlsInfo info = new NegotiatedTls().of(socket, mode);

            assertThat(info.verified()).isEqualTo(verified);
            assertThat(info.certificate()).as("without a handshake").isEmpty();
        }
    }

    @Test
    void a_socket_without_tls_is_plain_text() throws IOException {
        try (Socket socket = new Socket()) {
            assertThat(new NegotiatedTls().of(socket, SslMode.PREFERRED)).isSameAs(TlsInfo.PLAIN);
        }
    }

    @Test
    void no_certificate_is_no_description() {
        assertThat(NegotiatedTls.describe()).isEmpty();
    }

    @Test
    void equal_descriptions_are_one_object_and_there_is_an_end_to_them() {
        NegotiatedTls negotiated = new NegotiatedTls();
        TlsInfo first = negotiated.share(info(1));

        assertThat(negotiated.share(info(1))).isSameAs(first);
        for (int i = 0; i < 2 * NegotiatedTls.MOST_SHARED; i++) {
            TlsInfo unused = negotiated.share(info(i));
        }
        assertThat(negotiated.share(info(1))).isEqualTo(first).isNotSameAs(first);
    }

    private static TlsInfo info(int number) {
        return new TlsInfo("TLSv1.3", "TLS_" + number, "none");
    }

    private static ServerCertificate described(Identity identity) {
        return NegotiatedTls.describe(identity.chain().toArray(Certificate[]::new))
                .orElseThrow();
    }
}
