package io.tidbclient.output.digest;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerCertificate.Expiry;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.output.Runs;
import io.tidbclient.output.digest.CertificateWarning.Kind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CertificateWarningTest {
    private static final ServerCertificate SOON = Runs.certificate("CN=a", Duration.ofDays(10));

    @Test
    void only_what_expires_soon_is_warned_of() {
        assertThat(warnings(
                        met(1, Runs.TARGET, Runs.TLS),
                        met(2, Runs.TARGET, TlsInfo.PLAIN),
                        Runs.waiting(3),
                        met(4, Runs.TARGET, Runs.tls(SOON.warnedOf(Duration.ZERO)))))
                .isEmpty();
    }

    @Test
    void every_server_has_its_own_and_connections_add_up() {
        assertThat(warnings(
                        met(1, Runs.OTHER_TARGET, Runs.tls(SOON)),
                        met(2, Runs.TARGET, Runs.tls(SOON)),
                        met(3, Runs.TARGET, Runs.tls(Runs.certificate("CN=b", Duration.ofDays(-3)))),
                        met(4, Runs.OTHER_TARGET, Runs.tls(SOON))))
                .extracting(CertificateWarning::kind, CertificateWarning::connections, CertificateWarning::sentence)
                .containsExactly(
                        tuple(
                                Kind.CERTIFICATE_EXPIRES_SOON,
                                2L,
                                "The certificate of tidb.example.com:4000 (CN=a) expires in 10 days, on 2026-03-14."),
                        tuple(
                                Kind.CERTIFICATE_EXPIRED,
                                1L,
                                "The certificate of 127.0.0.1:4000 (CN=b) expired 2 days ago, on 2026-03-01."),
                        tuple(
                                Kind.CERTIFICATE_EXPIRES_SOON,
                                1L,
                                "The certificate of 127.0.0.1:4000 (CN=a) expires in 10 days, on 2026-03-14."));
    }

    @Test
    void nodes_whose_certificates_were_made_one_after_the_other_are_one_warning() {
        assertThat(warnings(
                        met(1, Runs.TARGET, Runs.tls(SOON)),
                        met(
                                2,
                                Runs.TARGET,
                                Runs.tls(Runs.certificate(
                                        "CN=a", Duration.ofDays(10).plusHours(1))))))
                .extracting(CertificateWarning::connections)
                .containsExactly(2L);
    }

    @Test
    void an_issuer_that_expires_first_is_what_the_sentence_is_about() {
        ServerCertificate own = Runs.CERTIFICATE;
        ServerCertificate chained = new ServerCertificate(
                        own.subject(),
                        own.issuer(),
                        own.notBefore(),
                        own.notAfter(),
                        own.names(),
                        new Expiry("CN=Example CA", Runs.START.plus(Duration.ofDays(3))),
                        Optional.empty())
                .warnedOf(Duration.ofDays(14));

        assertThat(warnings(met(1, Runs.TARGET, Runs.tls(chained))))
                .extracting(CertificateWarning::sentence)
                .containsExactly(
                        "The issuer's certificate in the chain of 127.0.0.1:4000 (CN=Example CA) expires in 2 days,"
                                + " on 2026-03-07.");
    }

    private static List<CertificateWarning> warnings(ConnectionView... connections) {
        return CertificateWarning.of(Runs.run(Duration.ofSeconds(1), List.of(connections)));
    }

    private static ConnectionView met(int number, ServerAddress target, TlsInfo tls) {
        return Runs.completed(number, target, Runs.TIDB, tls);
    }
}
