package io.tidbclient.connection;

import io.tidbclient.connection.ServerCertificate.Expiry;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TlsInfoTest {
    private static final Instant END = Instant.parse("2026-06-15T12:00:00Z");
    private static final ServerCertificate CERTIFICATE = new ServerCertificate(
            "CN=a", "CN=CA", END.minusSeconds(60), END, List.of("a"), new Expiry("CN=a", END), Optional.empty());
    private static final TlsInfo TLS =
            new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", "chain", Optional.of(CERTIFICATE));

    @Test
    void a_connection_with_a_protocol_is_encrypted() {
        assertThat(TLS.encrypted()).isTrue();
        assertThat(TlsInfo.PLAIN.encrypted()).isFalse();
    }

    @Test
    void without_its_certificate_the_rest_stays() {
        assertThat(TLS.withoutCertificate())
                .isEqualTo(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", "chain", Optional.empty()));
    }

    @Test
    void a_warning_is_of_the_certificate_if_there_is_one() {
        assertThat(TLS.warnedOf(Duration.ofDays(14)).certificate().orElseThrow().warnFrom())
                .contains(Instant.parse("2026-06-01T12:00:00Z"));
        assertThat(TlsInfo.PLAIN.warnedOf(Duration.ofDays(14))).isEqualTo(TlsInfo.PLAIN);
    }
}
