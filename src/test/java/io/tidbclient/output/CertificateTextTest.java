package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerCertificate.Expiry;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CertificateTextTest {
    private static final Instant NOW = Runs.START;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            P74D   | PLAIN | expires 2026-05-17 (in 74 days)
            P15D   | PLAIN | expires 2026-03-19 (in 15 days)
            P13D   | WARN  | expires 2026-03-17 (in 13 days)
            P1D    | WARN  | expires 2026-03-05 (in 1 day)
            PT0S   | WARN  | expires 2026-03-04 (in less than a day)
            PT-8H  | BAD   | EXPIRED 2026-03-04 (less than a day ago)
            P-3D   | BAD   | EXPIRED 2026-03-01 (2 days ago)
            """)
    void the_line_has_date_and_days(Duration after, Style style, String expiry) {
        assertThat(lines(Runs.certificate("CN=a", after)))
                .containsExactly(new CertificateText.Line("CN=a, issued by CN=Example CA, " + expiry, style, 1));
    }

    @Test
    void an_issuer_that_expires_first_is_named() {
        assertThat(lines(withIssuer("CN=Example CA", Duration.ofDays(3))))
                .containsExactly(new CertificateText.Line(
                        "CN=a, issued by CN=Example CA, expires 2026-05-17 (in 74 days);"
                                + " in its chain CN=Example CA expires 2026-03-07 (in 3 days)",
                        Style.WARN,
                        1));
        assertThat(lines(withIssuer("", Duration.ofDays(-3))))
                .extracting(CertificateText.Line::text, CertificateText.Line::style)
                .containsExactly(tuple(
                        "CN=a, issued by CN=Example CA, expires 2026-05-17 (in 74 days);"
                                + " in its chain an issuer EXPIRED 2026-03-01 (2 days ago)",
                        Style.BAD));
    }

    @Test
    void one_that_is_not_valid_yet_says_so() {
        assertThat(lines(Runs.certificate("CN=a", Duration.ofDays(100))))
                .containsExactly(new CertificateText.Line(
                        "CN=a, issued by CN=Example CA, NOT VALID before 2026-03-14, expires 2026-06-12 (in 100 days)",
                        Style.BAD,
                        1));
    }

    @Test
    void one_without_a_subject_is_called_by_its_first_name() {
        assertThat(lines(Runs.certificate("", Duration.ofDays(74))))
                .extracting(CertificateText.Line::text)
                .containsExactly("tidb.example.com, issued by CN=Example CA, expires 2026-05-17 (in 74 days)");
    }

    @Test
    void different_ones_have_a_line_each_and_what_expires_first_comes_first() {
        ServerCertificate late = Runs.certificate("CN=a", Duration.ofDays(74));
        ServerCertificate soon = Runs.certificate("CN=b", Duration.ofDays(5));

        assertThat(lines(late, soon, late))
                .extracting(CertificateText.Line::text, CertificateText.Line::connections)
                .containsExactly(
                        tuple("CN=b, issued by CN=Example CA, expires 2026-03-09 (in 5 days)", 1L),
                        tuple("CN=a, issued by CN=Example CA, expires 2026-05-17 (in 74 days)", 2L));
    }

    @Test
    void different_ones_that_read_the_same_are_one_line() {
        ServerCertificate one = Runs.certificate("CN=a", Duration.ofDays(74));
        ServerCertificate hourLater =
                Runs.certificate("CN=a", Duration.ofDays(74).plusHours(1));

        assertThat(lines(one, hourLater))
                .extracting(CertificateText.Line::connections)
                .containsExactly(2L);
    }

    private static ServerCertificate withIssuer(String issuer, Duration after) {
        ServerCertificate own = Runs.certificate("CN=a", Duration.ofDays(74));
        return new ServerCertificate(
                        own.subject(),
                        own.issuer(),
                        own.notBefore(),
                        own.notAfter(),
                        own.names(),
                        new Expiry(issuer, NOW.plus(after).plus(Duration.ofHours(1))),
                        Optional.empty())
                .warnedOf(Duration.ofDays(14));
    }

    private static List<CertificateText.Line> lines(ServerCertificate... met) {
        List<ConnectionView> connections =
                Runs.connections(met.length, n -> Runs.completed(n, Runs.TARGET, Runs.TIDB, Runs.tls(met[n - 1])));
        return new CertificateText(NOW).lines(new Server(Runs.TARGET, connections, Optional.empty()));
    }
}
