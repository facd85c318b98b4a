package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class TlsPlanTest {
    @TempDir
    Path directory;

    private Asked asked;
    private Path work;

    @BeforeEach
    void a_user_is_known() {
        asked = new Asked(directory).option("-u", "root").option("--no-password");
        work = asked.workingDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, PREFERRED",
        "gateway01.eu-central-1.prod.aws.tidbcloud.com, VERIFY_IDENTITY",
        "tidb.x.clusters.dev.tidb-cloud.com, VERIFY_IDENTITY",
        "X.TiDBCloud.COM., VERIFY_IDENTITY",
        "tidbcloud.com, VERIFY_IDENTITY",
        "eviltidbcloud.com, PREFERRED",
        "tidbcloud.com.example.org, PREFERRED"
    })
    void the_default_depends_on_the_host(String host, SslMode mode) {
        assertThat(asked.option("-H", host).check().plan().first().tls()).isEqualTo(TlsSettings.of(mode));
    }

    @Test
    void each_host_gets_its_own_default() {
        assertThat(asked.option("-H", "a.tidbcloud.com,b").check().connections())
                .extracting(connection -> connection.tls().mode())
                .containsExactly(SslMode.VERIFY_IDENTITY, SslMode.PREFERRED);
    }

    @Test
    void a_mode_that_is_given_holds_for_every_host() {
        asked.option("-H", "a.tidbcloud.com,b").option("--ssl-mode", "required");

        assertThat(asked.check().connections())
                .extracting(connection -> connection.tls().mode())
                .containsExactly(SslMode.REQUIRED, SslMode.REQUIRED);
    }

    @Test
    void a_ca_is_read_unless_a_mode_says_otherwise_which_is_warned_of() {
        asked.file("ca.pem", PemTexts.certificate(), PemTexts.certificate())
                .option("-H", "db")
                .option("--ssl-ca", "ca.pem");
        assertThat(asked.check().plan().first().tls().mode()).isEqualTo(SslMode.VERIFY_CA);
        assertThat(asked.resolve().warnings()).isEmpty();
        assertThat(asked.variable("TIDB_SSL_MODE", "verify-identity").resolve().warnings())
                .isEmpty();

        asked.option("--ssl-mode", "required");
        assertThat(asked.check().plan().first().tls().mode()).isEqualTo(SslMode.REQUIRED);
        assertThat(asked.resolve().warnings())
                .containsExactly(
                        "--ssl-ca: the CA is not used with this ssl-mode; verify-ca or verify-identity would use it.");
    }

    @Test
    void certificate_and_key_of_the_client_may_share_a_file() {
        asked.file("client.pem", "my key", PemTexts.privateKey(), PemTexts.certificate())
                .option("--ssl-cert", "client.pem")
                .option("--ssl-key", "client.pem");

        assertThat(asked.check().plan().first().tls().key()).contains(work.resolve("client.pem"));
    }

    @Test
    void the_older_forms_of_keys_are_keys_too() {
        for (String type : new String[] {"RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
            Asked other = new Asked(directory)
                    .option("-u", "root")
                    .file("cert.pem", PemTexts.certificate())
                    .file("key.pem", PemTexts.block(type, new byte[] {48, 0}))
                    .option("--ssl-cert", "cert.pem")
                    .option("--ssl-key", "key.pem");

            assertThat(other.check().plan().first().tls().key()).contains(work.resolve("key.pem"));
        }
    }

    @Test
    void a_key_without_a_certificate_and_the_reverse_are_mistakes() {
        asked.file("key.pem", PemTexts.privateKey()).file("cert.pem", PemTexts.certificate());

        assertThat(asked.option("--ssl-key", "key.pem").mistake())
                .isEqualTo("--ssl-key: a private key needs its client certificate; give it with --ssl-cert.");
        assertThat(new Asked(directory)
                        .option("-u", "root")
                        .yaml("ssl-cert: cert.pem")
                        .mistake())
                .isEqualTo("tidb-client.yaml:1: ssl-cert: a client certificate needs its private key; give ssl-key"
                        + " beside it.");
    }

    @ParameterizedTest
    @CsvSource({"--ssl-ca", "--ssl-cert", "--ssl-key"})
    void files_are_of_no_use_when_tls_is_disabled(String option) {
        assertThat(asked.option("--ssl-mode", "disabled")
                        .option(option, "x.pem")
                        .mistake())
                .isEqualTo(
                        option + ": it is of no use while ssl-mode is disabled (--ssl-mode); leave one of them out.");
    }

    @Test
    void a_ca_file_that_is_missing_or_not_pem_says_so() {
        asked.option("--ssl-ca", "ca.pem");
        String file = "--ssl-ca: '" + work.resolve("ca.pem") + "' ";
        assertThat(asked.mistake()).isEqualTo(file + "does not exist; check the path.");

        String noCertificate =
                file + "holds no certificate in PEM; it needs a block that begins with BEGIN CERTIFICATE.";
        assertThat(asked.file("ca.pem", "not PEM").mistake()).isEqualTo(noCertificate);
        assertThat(asked.file("ca.pem", new byte[] {48, (byte) 0x82, 1, 2}).mistake())
                .isEqualTo(noCertificate);
        assertThat(asked.file("ca.pem", PemTexts.privateKey()).mistake()).isEqualTo(noCertificate);

        String unreadable = file + "holds a certificate that cannot be read; export it again as PEM.";
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
        assertThat(asked.file("ca.pem", PemTexts.block("CERTIFICATE", nonsense)).mistake())
                .isEqualTo(unreadable);
        assertThat(asked.file("ca.pem", PemTexts.certificate(), PemTexts.block("CERTIFICATE", nonsense))
                        .mistake())
                .isEqualTo(unreadable);
        assertThat(asked.file("ca.pem", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----")
                        .mistake())
                .isEqualTo(unreadable);
    }

    @Test
    void a_key_file_that_holds_none_or_an_encrypted_one_says_so() {
        asked.file("cert.pem", PemTexts.certificate())
                .option("--ssl-cert", "cert.pem")
                .option("--ssl-key", "key.pem");
        String file = "--ssl-key: '" + work.resolve("key.pem") + "' ";

        assertThat(asked.file("key.pem", PemTexts.certificate()).mistake())
                .isEqualTo(file + "holds no private key in PEM; it needs a block that begins with BEGIN PRIVATE KEY.");
        assertThat(asked.file("key.pem", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----")
                        .mistake())
                .isEqualTo(file + "holds a private key that cannot be read; export it again as PEM.");

        String encrypted = file + "is encrypted; decrypt it with: openssl pkey -in FILE -out NEW_FILE.";
        assertThat(asked.file("key.pem", PemTexts.block("ENCRYPTED PRIVATE KEY", new byte[] {1}))
                        .mistake())
                .isEqualTo(encrypted);
        assertThat(asked.file(
                                "key.pem",
                                "-----BEGIN RSA PRIVATE KEY-----",
                                "Proc-Type: 4,ENCRYPTED",
                                "DEK-Info: AES-128-CBC,00",
                                "",
                                "AQ==",
                                "-----END RSA PRIVATE KEY-----")
                        .mistake())
                .isEqualTo(encrypted);
    }
}
