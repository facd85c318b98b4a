package io.tidbclient.connection;

import io.tidbclient.connection.ServerCertificate.Expiry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ServerCertificateTest {
    private static final Instant NOT_AFTER = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant ISSUER_NOT_AFTER = Instant.parse("2026-05-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2025-06-15T12:00:00Z, 365, false",
        "2026-06-05T12:00:00Z, 10, false",
        "2026-06-05T12:00:01Z, 9, false",
        "2026-06-14T12:00:01Z, 0, false",
        "2026-06-15T12:00:00Z, 0, false",
        "2026-06-15T12:00:00.001Z, -1, true",
        "2026-06-16T12:00:00Z, -1, true",
        "2026-06-16T12:00:01Z, -2, true"
    })
    void days_left_are_whole_ones_and_negative_exactly_when_it_has_expired(Instant at, long days, boolean expired) {
        Expiry expiry = new Expiry("CN=a", NOT_AFTER);

        assertThat(expiry.daysLeft(at)).isEqualTo(days);
        assertThat(expiry.expired(at)).isEqualTo(expired);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T11:59:59Z, false",
        "2026-06-01T12:00:00Z, true",
        "2026-06-15T12:00:00Z, true",
        "2027-01-01T00:00:00Z, true"
    })
    void warns_from_the_given_time_before_the_expiry_on(Instant at, boolean warns) {
        assertThat(certificate(NOT_AFTER).warnedOf(Duration.ofDays(14)).warns(at))
                .isEqualTo(warns);
    }

    @Test
    void zero_warns_of_nothing_even_after_the_expiry() {
        ServerCertificate certificate = certificate(NOT_AFTER).warnedOf(Duration.ZERO);

        assertThat(certificate.warnFrom()).isEmpty();
        assertThat(certificate.warns(NOT_AFTER.plusSeconds(1))).isFalse();
    }

    @Test
    void an_issuer_that_expires_first_decides_when_to_warn() {
        ServerCertificate certificate = certificate(ISSUER_NOT_AFTER).warnedOf(Duration.ofDays(14));

        assertThat(certificate.issuerExpiresFirst()).isTrue();
        assertThat(certificate.warnFrom()).contains(Instant.parse("2026-04-17T00:00:00Z"));
        assertThat(certificate(NOT_AFTER).issuerExpiresFirst()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CN=a, a.example, CN=a", "'', a.example, a.example", "'', '', ''"})
    void is_called_by_its_subject_or_its_first_name(String subject, String name, String label) {
        ServerCertificate certificate = new ServerCertificate(
                subject,
                "CN=CA",
                NOT_AFTER,
                NOT_AFTER,
                name.isEmpty() ? List.of() : List.of(name, "b.example"),
                new Expiry(subject, NOT_AFTER),
                Optional.empty());

        assertThat(certificate.label()).isEqualTo(label);
    }

    private static ServerCertificate certificate(Instant earliest) {
        return new ServerCertificate(
                "CN=a",
                "CN=CA",
                NOT_AFTER.minus(Duration.ofDays(90)),
                NOT_AFTER,
                List.of(),
                new Expiry(earliest.equals(NOT_AFTER) ? "CN=a" : "CN=CA", earliest),
                Optional.empty());
    }
}
