package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.Pem;
import io.tidbclient.sandbox.certificate.Validity;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS in every mode, with a certificate of a CA made for the test: for {@code localhost}, not for 127.0.0.1. */
@RealTidb
class RealTlsIT {
    private static final ScratchFolder FILES = ScratchFolder.create("tls-");
    private static final Validity ALWAYS =
            new Validity(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2045-01-01T00:00:00Z"));
    private static final CertificateAuthority AUTHORITY = new CertificateAuthority("Made for a test", ALWAYS);

    private static TidbServer tidb;
    private static Path authority;
    private static Path otherAuthority;

    @BeforeAll
    static void start(TidbLauncher launcher) throws SQLException {
        authority = FILES.file("ca.pem", Pem.of(List.of(AUTHORITY.certificate())));
        otherAuthority = FILES.file(
                "other-ca.pem", Pem.of(List.of(new CertificateAuthority("Somebody else", ALWAYS).certificate())));
        tidb = launcher.start(TidbOptions.PLAIN.withTls(files("server", AUTHORITY.server(ALWAYS, "localhost"))))
                .server();
        tidb.execute(
                "CREATE USER needs_tls IDENTIFIED BY 'pw' REQUIRE SSL",
                "CREATE USER needs_certificate IDENTIFIED BY 'pw' REQUIRE X509");
    }

    @AfterAll
    static void remove_files() {
        FILES.close();
    }

    @Test
    void disabled_stays_plain_though_the_server_offers_tls() {
        Checked checked = check("127.0.0.1", "disabled");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/connections/0/tls"))
                .hasToString(
                        "{\"encrypted\":false,\"protocol\":null,\"cipher\":null,\"verified\":\"none\",\"certificate\":null}");
    }

    @ParameterizedTest
    @CsvSource({"preferred", "required"})
    void preferred_and_required_encrypt_and_verify_nothing(String mode) {
        Checked checked = check("127.0.0.1", mode);

        assertEncrypted(checked, "none");
    }

    @Test
    void verify_ca_takes_the_servers_ca_whatever_the_name() {
        assertEncrypted(check("127.0.0.1", "verify-ca", "--ssl-ca", authority.toString()), "chain");
    }

    @Test
    void verify_identity_takes_the_servers_ca_and_name() {
        assertEncrypted(check("localhost", "verify-identity", "--ssl-ca", authority.toString()), "chain and host name");
    }

    @Test
    void verify_identity_refuses_another_name_and_says_which_it_is() {
        Checked checked = check("127.0.0.1", "verify-identity", "--ssl-ca", authority.toString());

        assertUnreached(checked, "CERTIFICATE_WRONG_NAME");
        assertThat(checked.text("/connections/0/failure/sentence")).contains("localhost");
    }

    @ParameterizedTest
    @CsvSource({"verify-ca", "verify-identity"})
    void certificate_of_another_ca_is_refused(String mode) {
        assertUnreached(check("localhost", mode, "--ssl-ca", otherAuthority.toString()), "CERTIFICATE_UNTRUSTED");
    }

    @Test
    void certificate_of_a_private_ca_is_refused_by_the_systems_ones() {
        assertUnreached(check("localhost", "verify-identity"), "CERTIFICATE_UNTRUSTED");
    }

    @Test
    void expired_certificate_is_refused_where_it_is_verified_and_nowhere_else(TidbLauncher launcher) {
        Identity expired = AUTHORITY.server(Validity.expiredAt(Instant.now()), "localhost");
        TidbServer late = launcher.start(TidbOptions.PLAIN.withTls(files("expired", expired)))
                .server();
        String address = "localhost:" + late.port();

        Checked verified = Checked.check(
                address, "root", "", "-t", "0", "--ssl-mode", "verify-ca", "--ssl-ca", authority.toString());
        Checked unverified = Checked.check(address, "root", "", "-t", "0", "--ssl-mode", "required");

        assertUnreached(verified, "CERTIFICATE_EXPIRED");
        assertEncrypted(unverified, "none");
        assertThat(unverified.text("/connections/0/tls/certificate/expiresInDays"))
                .isEqualTo("-1");
        assertThat(unverified.text("/warnings/0/kind")).isEqualTo("CERTIFICATE_EXPIRED");
    }

    @Test
    void certificate_that_tidb_made_itself_is_reported_by_every_connection_and_warned_of_in_time(
            TidbLauncher launcher) {
        TidbServer automatic = launcher.start(TidbOptions.PLAIN.withAutoTls()).server();

        Checked checked = Checked.check(automatic.address(), "root", "", "-t", "0", "-n", "5", "--parallel", "1");
        Checked early = Checked.check(automatic.address(), "root", "", "-t", "0", "--warn-cert-expiry", "3650d");

        assertEncrypted(checked, "none");
        JsonNode certificate = checked.at("/connections/0/tls/certificate");
        assertThat(certificate.at("/subject").asText()).as("%s", checked).startsWith("CN=TiDB_Server_Auto_Generated");
        // TiDB makes it for 90 days: createTLSCertificates in its pkg/util/misc.go.
        assertThat(certificate.at("/expiresInDays").asInt()).isBetween(88, 90);
        assertThat(checked.at("/connections"))
                .allSatisfy(connection ->
                        assertThat(connection.at("/tls/certificate")).isEqualTo(certificate));
        assertThat(checked.at("/warnings")).isEmpty();
        assertThat(early.exitCode()).as("%s", early).isZero();
        assertThat(early.text("/warnings/0/kind")).isEqualTo("CERTIFICATE_EXPIRES_SOON");
    }

    @Test
    void server_that_insists_on_tls_is_3159_to_plain_text_and_well_with_it(TidbLauncher launcher) {
        TidbServer strict = launcher.start(TidbOptions.PLAIN.withAutoTls().withSecureTransportOnly())
                .server();

        Checked plain = Checked.check(strict.address(), "root", "", "-t", "0", "--ssl-mode", "disabled");
        Checked encrypted = Checked.check(strict.address(), "root", "", "-t", "0");

        assertThat(plain.exitCode()).as("%s", plain).isEqualTo(4);
        assertThat(plain.text("/connections/0/failure/kind")).isEqualTo("LOGIN_REFUSED");
        assertThat(plain.text("/connections/0/failure/code")).isEqualTo("3159");
        assertThat(plain.text("/connections/0/failure/hint")).contains("--ssl-mode required");
        assertEncrypted(encrypted, "none");
    }

    @Test
    void user_that_must_use_tls_is_refused_without_it_and_the_hint_names_tls() {
        Checked plain = Checked.check(tidb.address(), "needs_tls", "pw", "-t", "0", "--ssl-mode", "disabled");
        Checked encrypted = Checked.check(tidb.address(), "needs_tls", "pw", "-t", "0", "--ssl-mode", "required");

        assertThat(plain.exitCode()).as("%s", plain).isEqualTo(4);
        // Not 3159: TiDB answers this user like one with a wrong password.
        assertThat(plain.text("/connections/0/failure/code")).isEqualTo("1045");
        assertThat(plain.text("/connections/0/failure/hint")).contains("--ssl-mode required");
        assertEncrypted(encrypted, "none");
    }

    @Test
    void user_that_must_show_a_certificate_is_let_in_with_one_and_not_without() {
        Identity client = AUTHORITY.client(ALWAYS, "needs_certificate");
        String certificate = FILES.file("client.pem", Pem.of(client.chain())).toString();
        String key = FILES.file("client-key.pem", Pem.of(client.key())).toString();

        Checked with = Checked.check(
                "localhost:" + tidb.port(),
                "needs_certificate",
                "pw",
                "-t",
                "0",
                "--ssl-ca",
                authority.toString(),
                "--ssl-cert",
                certificate,
                "--ssl-key",
                key);
        Checked without = Checked.check(
                "localhost:" + tidb.port(), "needs_certificate", "pw", "-t", "0", "--ssl-ca", authority.toString());

        assertEncrypted(with, "chain");
        assertThat(without.exitCode()).as("%s", without).isEqualTo(4);
        assertThat(without.text("/connections/0/failure/code")).isEqualTo("1045");
    }

    @Test
    void tls_that_is_asked_for_and_not_offered_is_no_connection(TidbLauncher launcher) {
        TidbServer plain = launcher.start(TidbOptions.PLAIN).server();

        Checked required = Checked.check(plain.address(), "root", "", "-t", "0", "--ssl-mode", "required");

        assertUnreached(required, "TLS_NOT_OFFERED");
    }

    private static Checked check(String host, String mode, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(more, 0, arguments, 4, more.length);
        arguments[0] = "-t";
        arguments[1] = "0";
        arguments[2] = "--ssl-mode";
        arguments[3] = mode;
        return Checked.check(host + ":" + tidb.port(), "root", "", arguments);
    }

    private static void assertEncrypted(Checked checked, String verified) {
        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/connections/0/tls/encrypted").asBoolean()).isTrue();
        assertThat(checked.text("/connections/0/tls/protocol")).isEqualTo("TLSv1.3");
        assertThat(checked.text("/connections/0/tls/cipher")).startsWith("TLS_");
        assertThat(checked.text("/connections/0/tls/verified")).isEqualTo(verified);
    }

    private static void assertUnreached(Checked checked, String kind) {
        assertThat(checked.exitCode()).as("%s", checked).isEqualTo(3);
        assertThat(checked.text("/connections/0/failure/kind")).isEqualTo(kind);
        assertThat(checked.text("/connections/0/attempts")).as("tried once").isEqualTo("1");
        assertThat(checked.text("/connections/0/failure/hint")).isNotEmpty();
    }

    private static TidbOptions.TlsFiles files(String name, Identity identity) {
        return new TidbOptions.TlsFiles(
                FILES.file("trusted-by-" + name + ".pem", Pem.of(List.of(AUTHORITY.certificate()))),
                FILES.file(name + ".pem", Pem.of(identity.chain())),
                FILES.file(name + "-key.pem", Pem.of(identity.key())));
    }
}
