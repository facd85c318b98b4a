package io.tidbclient.check;

import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiryWarningsTest {
    private static final Duration TOOK = Duration.ofMillis(3);

    private final ExpiryWarnings warnings = new ExpiryWarnings(Duration.ofDays(30));

    @Test
    void every_certificate_that_is_found_gets_the_time_to_warn_from() {
        assertThat(warnFrom(opened(warnings, found())))
                .contains(Runs.CERTIFICATE.notAfter().minus(Duration.ofDays(30)));
        assertThat(warnFrom(reopened(found())))
                .contains(Runs.CERTIFICATE.notAfter().minus(Duration.ofDays(30)));
    }

    @Test
    void equal_ones_stay_one_object() {
        assertThat(opened(warnings, found()))
                .isSameAs(opened(warnings, found()))
                .isSameAs(reopened(found()));
    }

    @Test
    void zero_and_plain_text_and_other_findings_are_left_as_they_are() {
        TlsInfo tls = found();
        HandlerEvent other = new CheckEvent.VersionRead(Runs.TIDB);

        assertThat(opened(new ExpiryWarnings(Duration.ZERO), tls)).isSameAs(tls);
        assertThat(opened(warnings, TlsInfo.PLAIN)).isEqualTo(TlsInfo.PLAIN);
        assertThat(warnings.applied(other)).isSameAs(other);
    }

    /** As a session describes it, a new object each time. */
    private static TlsInfo found() {
        return Runs.tls(Runs.CERTIFICATE.warnedOf(Duration.ZERO));
    }

    private static TlsInfo opened(ExpiryWarnings warnings, TlsInfo tls) {
        return ((CheckEvent.Opened) warnings.applied(new CheckEvent.Opened(1, TOOK, tls))).tls();
    }

    private TlsInfo reopened(TlsInfo tls) {
        return ((CheckEvent.Reopened) warnings.applied(new CheckEvent.Reopened(TOOK, tls))).tls();
    }

    private static Optional<Instant> warnFrom(TlsInfo tls) {
        return tls.certificate().flatMap(ServerCertificate::warnFrom);
    }
}
