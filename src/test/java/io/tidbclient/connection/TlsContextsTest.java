package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.pem.PemBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsContextsTest {
    private final TlsContexts contexts = new TlsContexts();

    @AfterEach
    void close() {
        contexts.close();
    }

    @Test
    void equal_settings_share_one_context() {
        String one = contexts.idOf(ca("ca.pem"));

        assertThat(contexts.idOf(ca("ca.pem"))).isEqualTo(one);
        assertThat(contexts.idOf(ca("bundle.pem"))).isNotEqualTo(one);
        assertThat(DriverSocketFactory.CONTEXTS).containsKey(one);
    }

    @Test
    void a_file_that_was_replaced_is_read_again(@TempDir Path dir) throws IOException {
        Path ca = Files.copy(TestTls.path("ca.pem"), dir.resolve("ca.pem"));
        TlsSettings settings = new TlsSettings(SslMode.VERIFY_CA, Optional.of(ca), Optional.empty(), Optional.empty());
        String before = contexts.idOf(settings);
        assertThat(contexts.idOf(settings)).isEqualTo(before);

        Files.setLastModifiedTime(ca, FileTime.fromMillis(1_000));
        assertThat(contexts.idOf(settings)).isNotEqualTo(before);

        Files.delete(ca);
        assertThatThrownBy(() -> contexts.idOf(settings)).isInstanceOf(ConfigException.class);
    }

    @Test
    void closed_contexts_are_forgotten() {
        String id = contexts.idOf(ca("ca.pem"));

        contexts.close();

        assertThat(DriverSocketFactory.CONTEXTS).doesNotContainKey(id);
    }

    @ParameterizedTest
    @CsvSource({
        "client-rsa.pem, client-rsa-pkcs8.pem",
        "client-rsa.pem, client-rsa-pkcs1.pem",
        "client-ec.pem, client-ec-sec1.pem",
        "client-ed25519.pem, client-ed25519-pkcs8.pem"
    })
    void keys_of_every_usual_kind_are_read(String certificate, String key) {
        assertThatCode(() -> contexts.check(client(certificate, TestTls.path(key))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-rsa-pkcs8-encrypted.pem", "client-rsa-pkcs1-encrypted.pem"})
    void an_encrypted_key_says_how_to_decrypt_it(String key) {
        assertThatThrownBy(() -> contexts.check(client("client-rsa.pem", TestTls.path(key))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is encrypted")
                .hasMessageContaining("openssl pkey");
    }

    @ParameterizedTest
    @CsvSource({
        "client-rsa.pem, RSA, 2048",
        "client-rsa.pem, EC, 384",
        "client-ec.pem, EC, 384",
        "client-ec.pem, EC, 256"
    })
    void a_key_of_another_certificate_is_found_out(String certificate, String algorithm, int size, @TempDir Path dir)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        Path file = Files.writeString(
                dir.resolve("key.pem"), PemBlock.of("PRIVATE KEY", key).text());

        assertThatThrownBy(() -> contexts.check(client(certificate, file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("does not belong to the certificate");
    }

    @Test
    void the_certificate_in_place_of_the_key_is_found_out() {
        assertThatThrownBy(() -> contexts.check(client("client-rsa.pem", TestTls.path("client-rsa.pem"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no private key in it");
    }

    @Test
    void the_key_in_place_of_the_ca_is_found_out() {
        assertThatThrownBy(() -> contexts.check(ca("server-key.pem")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no certificate in it");
    }

    @Test
    void a_missing_file_is_named(@TempDir Path dir) {
        Path missing = dir.resolve("ca.pem");

        assertThatThrownBy(() -> contexts.check(ca(missing)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The CA file " + missing + " does not exist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not PEM",
                "-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void a_file_that_is_not_pem_is_reported(String content, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("ca.pem"), content);

        assertThatThrownBy(() -> contexts.check(ca(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_mistake_in_the_ca_counts_even_when_the_mode_does_not_use_it(@TempDir Path dir) {
        TlsSettings settings = new TlsSettings(
                SslMode.REQUIRED, Optional.of(dir.resolve("ca.pem")), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> contexts.check(settings)).isInstanceOf(ConfigException.class);
    }

    @Test
    void files_are_checked_of_every_connection_that_may_use_tls() {
        Path missing = Path.of("no-such-file.pem");
        ConnectionSettings plain = Connections.to(
                "db1",
                4000,
                new TlsSettings(SslMode.DISABLED, Optional.of(missing), Optional.empty(), Optional.empty()));
        ConnectionSettings preferred = Connections.to(
                "db1",
                4000,
                new TlsSettings(SslMode.PREFERRED, Optional.of(missing), Optional.empty(), Optional.empty()));

        assertThatCode(() -> contexts.checkAll(List.of(plain))).doesNotThrowAnyException();
        assertThatThrownBy(() -> contexts.checkAll(List.of(plain, preferred)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The CA file no-such-file.pem does not exist.");
    }

    @Test
    void a_directory_and_a_file_that_is_too_large_are_no_pem(@TempDir Path dir) throws IOException {
        Path large = dir.resolve("large.pem");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(16 * 1024 * 1024 + 1);
        }

        assertThatThrownBy(() -> contexts.check(ca(dir)))
                .hasMessage("The CA file " + dir + " cannot be read; check its permissions.");
        assertThatThrownBy(() -> contexts.check(ca(large)))
                .hasMessage("The CA file " + large + " is too large to be a PEM file.");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(16 * 1024 * 1024);
        }
        assertThatThrownBy(() -> contexts.check(ca(large))).hasMessageContaining("is not PEM");
    }

    @Test
    void a_key_that_cannot_be_decoded_is_reported(@TempDir Path dir) throws IOException {
        Path key = Files.writeString(
                dir.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> contexts.check(client("client-rsa.pem", key)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The client key " + key + " is neither an RSA nor an EC nor an Ed25519 key in PEM.");
    }

    @Test
    void a_client_has_one_certificate_whatever_the_server_asks_for() {
        ClientKey key = ClientKey.of(client("client-rsa.pem", TestTls.path("client-rsa-pkcs8.pem")))
                .orElseThrow();

        assertThat(key.chooseClientAlias(new String[0], null, null)).isEqualTo("client");
        assertThat(key.chooseEngineClientAlias(new String[0], null, null)).isEqualTo("client");
        assertThat(key.getClientAliases("RSA", null)).containsExactly("client");
        assertThat(key.getCertificateChain("client"))
                .containsExactly(Certificates.read(TestTls.path("client-rsa.pem"), "certificate")
                        .getFirst());
        assertThat(key.getPrivateKey("client").getAlgorithm()).isEqualTo("RSA");
        assertThat(key.getServerAliases("RSA", null)).isEmpty();
        assertThat(key.chooseServerAlias("RSA", null, null)).isNull();
    }

    @Test
    void a_certificate_without_alternative_names_names_no_host() {
        assertThat(Certificates.namesIn(
                        Certificates.read(TestTls.path("ca.pem"), "certificate").getFirst()))
                .isEmpty();
    }

    private static TlsSettings ca(String name) {
        return ca(TestTls.path(name));
    }

    private static TlsSettings ca(Path path) {
        return new TlsSettings(SslMode.VERIFY_CA, Optional.of(path), Optional.empty(), Optional.empty());
    }

    private static TlsSettings client(String certificate, Path key) {
        return new TlsSettings(
                SslMode.REQUIRED, Optional.empty(), Optional.of(TestTls.path(certificate)), Optional.of(key));
    }
}
