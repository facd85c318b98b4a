package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.tidbclient.output.SummaryText.REFUSED;
import static io.tidbclient.output.SummaryText.summary;
import static org.assertj.core.api.Assertions.assertThat;

/** The certificates in the closing summary of a check, and the warnings of them. */
class SummaryCertificatesTest {
    @Test
    void an_unverified_certificate_is_pointed_at() {
        TlsInfo unverified = new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", "none");
        CheckSnapshot run = Runs.run(Duration.ZERO, List.of(Runs.completed(1, Runs.TARGET, Runs.TIDB, unverified)));
        assertThat(summary(200, run, REFUSED))
                .contains("TLS          TLSv1.3, TLS_AES_128_GCM_SHA256; certificate not verified; use"
                        + " --ssl-mode=verify-identity to authenticate the server\n");
    }

    @Test
    void a_certificate_that_expires_soon_is_warned_of_before_the_verdict() {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                Runs.connections(
                        3,
                        n -> Runs.completed(
                                n,
                                Runs.TARGET,
                                Runs.TIDB,
                                n == 2 ? Runs.tls(Runs.certificate("CN=node-2", Duration.ofDays(10))) : Runs.TLS)));
        assertThat(summary(Paragraph.UNLIMITED, run, new RunVerdict(Outcome.SUCCESS, "3 of 3 connections completed")))
                .containsSubsequence(
                        "; verified: chain and host name\n",
                        "  certificate  1 connection: CN=node-2, issued by CN=Example CA, expires 2026-03-14 (in 10 days)\n",
                        "  certificate  2 connections: CN=tidb.example.com, issued by CN=Example CA, expires 2026-05-17"
                                + " (in 74 days)\n",
                        "  database     test; ")
                .endsWith("""

                        WARNING  The certificate of 127.0.0.1:4000 (CN=node-2) expires in 10 days, on 2026-03-14.
                          → Renew it: clients that verify it refuse to connect after its expiry. --warn-cert-expiry sets how early to warn.

                        OK  3 of 3 connections completed""");
    }

    @Test
    void of_a_hundred_certificates_those_that_expire_first_are_shown() {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                Runs.connections(
                        100,
                        n -> Runs.completed(
                                n,
                                Runs.TARGET,
                                Runs.TIDB,
                                Runs.tls(Runs.certificate("CN=node-" + n, Duration.ofDays(n - 50))))));
        assertThat(summary(Paragraph.UNLIMITED, run, REFUSED))
                .containsSubsequence(
                        "  certificate  1 connection: CN=node-5, issued by CN=Example CA, EXPIRED 2026-01-18 (44 days ago)\n",
                        "               and 95 others that expire later\n",
                        "  database ")
                .contains(
                        "WARNING  The certificate of 127.0.0.1:4000 (CN=node-1) expired 48 days ago, on 2026-01-14.\n")
                .contains("WARNING  The certificate of 127.0.0.1:4000 (CN=node-20) ")
                .doesNotContain("WARNING  The certificate of 127.0.0.1:4000 (CN=node-21) ")
                .contains("… and 43 other warnings: -o json lists them all\n");
    }
}
