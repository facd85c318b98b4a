package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Pem;
import io.tidbclient.sandbox.certificate.Validity;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The certificate that a server presents, and the warning before it expires. */
@Thorough
class CertificateIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private static Instant now;
    private static Instant soon;
    private static CertificateAuthority authority;
    private static SandboxServer expiring;
    private static SandboxServer expired;
    private static SandboxServer lasting;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        soon = now.plus(Duration.ofDays(10)).plus(HALF_A_DAY);
        authority = new CertificateAuthority("Example CA", Validity.around(now, Duration.ofDays(3650)));
        expiring = server(new Validity(now.minus(Duration.ofDays(80)), soon));
        expired = server(new Validity(now.minus(Duration.ofDays(80)), now.minus(HALF_A_DAY)));
        lasting = server(Validity.around(now, Duration.ofDays(365).plus(HALF_A_DAY)));
    }

    @AfterAll
    static void stop() {
        expiring.close();
        expired.close();
        lasting.close();
    }

    @Test
    void one_that_lasts_for_a_year_has_its_line_and_no_warning() {
        ToolRun run = check(lasting);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .contains("\n  certificate  CN=localhost, issued by CN=Example CA, expires "
                        + day(now.plus(Duration.ofDays(365)).plus(HALF_A_DAY)) + " (in 365 days)\n")
                .doesNotContain("WARNING");
        assertThat(run.stderr()).doesNotContain("WARNING");
    }

    @Test
    void one_that_expires_in_10_days_is_warned_of_once_and_the_check_succeeds() {
        ToolRun run = check(expiring, "-n", "5");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        String expires = "expires " + day(soon) + " (in 10 days)\n";
        assertThat(run.stdout())
                .contains("\n  certificate  CN=localhost, issued by CN=Example CA, " + expires)
                .endsWith("""

                        WARNING  The certificate of %s (CN=localhost) expires in 10 days, on %s.
                          → Renew it: clients that verify it refuse to connect after its expiry. --warn-cert-expiry sets how early to warn.

                        OK  5 of 5 connections completed
                        """.formatted(Tool.address(expiring), day(soon)));
        assertThat(run.stderr())
                .containsOnlyOnce("s  " + Tool.address(expiring)
                        + "  WARNING: certificate CN=localhost, issued by CN=Example CA, " + expires);
    }

    @Test
    void json_has_the_certificate_of_every_connection_though_most_resumed_a_session_and_one_warning()
            throws IOException {
        ToolRun run = check(expiring, "-n", "5", "--parallel", "1", "-o", "json", "-q");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        JsonNode report = JSON.readTree(run.stdout());
        assertThat(report.at("/connections"))
                .hasSize(5)
                .allSatisfy(connection -> assertThat(connection.at("/tls/certificate"))
                        .isEqualTo(JSON.readTree(
                                """
                                        {"subject": "CN=localhost", "issuer": "CN=Example CA",
                                         "notBefore": "%1$s", "notAfter": "%2$s", "expiresInDays": 10,
                                         "names": ["localhost"],
                                         "earliestExpiry":
                                           {"subject": "CN=localhost", "notAfter": "%2$s", "expiresInDays": 10},
                                         "warnFrom": "%3$s", "warning": true}
                                        """.formatted(now.minus(Duration.ofDays(80)), soon, soon.minus(Duration.ofDays(14))))));
        assertThat(report.at("/warnings")).isEqualTo(JSON.readTree("""
                                [{"kind": "CERTIFICATE_EXPIRES_SOON", "target": "%1$s", "connections": 5,
                                  "sentence": "The certificate of %1$s (CN=localhost) expires in 10 days, on %2$s."}]
                                """.formatted(Tool.address(expiring), day(soon))));
    }

    @Test
    void ndjson_has_it_in_the_event_and_in_the_report() throws IOException {
        ToolRun run = check(expiring, "-o", "ndjson");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        List<String> lines = run.stdout().lines().toList();
        String opened = lines.stream()
                .filter(line -> line.contains("\"opened\""))
                .findFirst()
                .orElseThrow();
        assertThat(JSON.readTree(opened).at("/tls/certificate/warning").asBoolean())
                .isTrue();
        assertThat(JSON.readTree(lines.getLast()).at("/warnings/0/kind").asText())
                .isEqualTo("CERTIFICATE_EXPIRES_SOON");
    }

    @Test
    void junit_shows_it_in_a_case_that_passes() {
        ToolRun run = check(expiring, "-o", "junit");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .contains("tests=\"1\" failures=\"0\" errors=\"0\"")
                .contains("<property name=\"certificate\" value=\"CN=localhost, issued by CN=Example CA, expires "
                        + day(soon) + " (in 10 days)\"/>")
                .contains("<system-out>\nWARNING: The certificate of " + Tool.address(expiring)
                        + " (CN=localhost) expires in 10 days, on " + day(soon) + ".\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10d"})
    void no_warning_where_it_is_disabled_or_not_yet_due(String within) throws IOException {
        ToolRun text = check(expiring, "--warn-cert-expiry", within);
        ToolRun json = check(expiring, "--warn-cert-expiry", within, "-o", "json");

        assertThat(text.exitCode()).as(text.toString()).isZero();
        assertThat(text.stdout()).contains(" (in 10 days)\n").doesNotContain("WARNING");
        assertThat(text.stderr()).doesNotContain("WARNING");
        assertThat(JSON.readTree(json.stdout()).at("/warnings")).isEmpty();
    }

    @Test
    void the_time_can_come_from_a_variable_and_from_the_file() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "warn-cert-expiry: 400d\n");

        ToolRun variable = Tool.check(lasting, "-t", "0")
                .with("TIDB_WARN_CERT_EXPIRY", "400d")
                .run(Tool.LIMIT);
        ToolRun yaml = check(lasting, "--config", file.toString());

        assertThat(variable.stdout()).as(variable.toString()).contains("WARNING  ", " expires in 365 days, on ");
        assertThat(yaml.stdout()).as(yaml.toString()).contains("WARNING  ", " expires in 365 days, on ");
    }

    @Test
    void an_expired_one_is_a_warning_where_it_is_not_verified_and_a_failure_where_it_is() throws IOException {
        String ca = Files.writeString(directory.resolve("ca.pem"), Pem.of(List.of(authority.certificate())))
                .toString();

        ToolRun unverified = check(expired, "--ssl-mode", "required");
        ToolRun verified = check(expired, "--ssl-mode", "verify-ca", "--ssl-ca", ca);

        assertThat(unverified.exitCode()).as(unverified.toString()).isZero();
        assertThat(unverified.stdout())
                .contains("EXPIRED " + day(now.minus(HALF_A_DAY)) + " (less than a day ago)\n")
                .contains("WARNING  The certificate of " + Tool.address(expired)
                        + " (CN=localhost) expired less than a day ago, on " + day(now.minus(HALF_A_DAY)) + ".\n");
        assertThat(verified.exitCode()).as(verified.toString()).isEqualTo(3);
        assertThat(verified.stdout()).contains("The certificate of " + Tool.address(expired) + " has expired.");
    }

    @Test
    void reports_that_are_shown_again_and_added_up_keep_it() throws IOException {
        ToolRun json = check(expiring, "-o", "json");
        String whole = Files.writeString(directory.resolve("whole.json"), json.stdout())
                .toString();
        String first = share(expiring, 0);
        String second = share(expiring, 1);

        ToolRun shown = Tool.run("report", "show", whole);
        ToolRun again = Tool.run("report", "show", "-o", "json", whole);
        ToolRun merged = Tool.run("report", "merge", first, second);

        assertThat(shown.stdout()).contains("WARNING  The certificate of ", " expires in 10 days, on " + day(soon));
        assertThat(again.stdout()).isEqualTo(json.stdout());
        assertThat(JSON.readTree(merged.stdout()).at("/warnings/0/connections").asInt())
                .as(merged.toString())
                .isEqualTo(3);
    }

    private String share(SandboxServer server, int index) throws IOException {
        ToolRun run = check(server, "-n", "3", "--shard", index + "/2", "-o", "json");
        return Files.writeString(directory.resolve(index + ".json"), run.stdout())
                .toString();
    }

    private static ToolRun check(SandboxServer server, String... arguments) {
        return Tool.check(server, arguments).with("TIDB_MONITOR_DURATION", "0").run(Tool.LIMIT);
    }

    private static SandboxServer server(Validity validity) throws IOException {
        return SandboxServer.start(
                SandboxOptions.defaults().withTls(SandboxTls.offered(authority.server(validity, "localhost"))));
    }

    /** In UTC. */
    private static String day(Instant moment) {
        return moment.toString().substring(0, 10);
    }
}
