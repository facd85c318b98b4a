package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a my.cnf means to mysql and mariadb it means here. */
class DefaultsFileDialectsTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void name_it() {
        asked = new Asked(directory).option("--defaults-file", "my.cnf");
    }

    @ParameterizedTest
    @CsvSource({
        "skip-ssl, disabled",
        "loose-skip_ssl, disabled",
        "ssl=0, disabled",
        "ssl, required",
        "ssl-verify-server-cert, verify-identity",
        "loose_ssl_verify_server_cert, verify-identity",
        "ssl-mode=VERIFY_CA, verify-ca"
    })
    void the_tls_mode_in_every_spelling(String line, String mode) {
        assertThat(asked.file("my.cnf", "[client]", line)
                        .resolve()
                        .get(TlsOptions.SSL_MODE)
                        .label())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "ssl=1", "loose-ssl"})
    void a_line_that_turns_tls_on_does_not_take_back_what_is_verified(String line) {
        assertThat(asked.file("my.cnf", "[client]", "ssl-mode=VERIFY_IDENTITY", "[client-mariadb]", line)
                        .resolve()
                        .get(TlsOptions.SSL_MODE)
                        .label())
                .isEqualTo("verify-identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl-mode=DISABLED", "ssl-mode=PREFERRED", "skip-ssl"})
    void a_line_that_turns_tls_on_takes_back_what_is_not_verified(String before) {
        assertThat(asked.file("my.cnf", "[client]", before, "ssl").resolve().get(TlsOptions.SSL_MODE))
                .isEqualTo(SslMode.REQUIRED);
    }

    @Test
    void every_group_that_the_clients_read_counts_in_the_order_of_the_file() {
        ResolvedSettings settings = asked.file(
                        "my.cnf",
                        "[Client]",
                        "user=a",
                        "loose_port=4001",
                        "[client-server]",
                        "user=b",
                        "[mysql]",
                        "user=c")
                .resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("c");
        assertThat(settings.get(ConnectionOptions.PORT)).isEqualTo(4001);
    }

    @Test
    void other_groups_need_not_be_utf8() {
        byte[] latin = "[client]\nuser=a\n[mysqld]\nx=\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(asked.file("my.cnf", latin).resolve().get(LoginOptions.USER)).isEqualTo("a");
    }

    @Test
    void what_a_trailing_comment_says_need_not_be_utf8() {
        byte[] latin = "[client]\nuser=a # \u00e4\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(asked.file("my.cnf", latin).resolve().get(LoginOptions.USER)).isEqualTo("a");
    }

    @Test
    void one_warning_names_every_key_that_is_not_honoured() {
        assertThat(warnings(
                        "[client]",
                        "socket=/tmp/x",
                        "loose_default_auth=evil",
                        "compress",
                        "default-character-set=latin1",
                        "[mysql]",
                        "max_allowed_packet=16M",
                        "[mysqld]",
                        "port=1",
                        "datadir=/x",
                        "[client_suffix]",
                        "init-command=x"))
                .containsExactly("my.cnf: this tool does not honour socket (line 2), default-auth (line 3), compress"
                        + " (line 4), default-character-set (line 5), max-allowed-packet (line 7).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt=\\u>",
                "pager=less",
                "no-auto-rehash",
                "skip_column_names",
                "auto-rehash=FALSE",
                "loose-show-warnings",
                "default-character-set=utf8mb4"
            })
    void what_concerns_the_interactive_client_alone_is_ignored_in_silence(String line) {
        assertThat(warnings("[client]", "user=a", line)).isEmpty();
    }

    @Test
    void what_is_nearly_a_key_or_has_no_value_has_a_warning_of_its_own() {
        assertThat(warnings("[client]", "usre=a", "user", "socket=x"))
                .containsExactly(
                        "my.cnf:2: 'usre' is not known and has no effect; did you mean 'user'?",
                        "my.cnf:3: user has no value and no effect.",
                        "my.cnf: this tool does not honour socket (line 4).");
    }

    @Test
    void two_slips_are_near_and_three_may_be_a_password() {
        assertThat(warnings("[client]", "conect-timout=5"))
                .containsExactly("my.cnf:2: 'conect-timout' is not known and has no effect; did you mean"
                        + " 'connect-timeout'?");
        assertThat(warnings("[client]", "conect-timot=5")).containsExactly("my.cnf: this tool does not honour line 2.");
    }

    @Test
    void a_flag_whose_name_begins_as_if_it_turned_one_on_is_named() {
        assertThat(warnings("[client]", "enable-cleartext-plugin", "skip-compress"))
                .containsExactly("my.cnf: this tool does not honour enable-cleartext-plugin (line 2), skip-compress"
                        + " (line 3).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password geheim", "geheim", "password: geheim", "password geheim=1", "Geheim==", "=pasword"})
    void a_line_that_may_be_a_password_is_not_quoted(String line) {
        assertThat(warnings("[client]", "user=a", line)).containsExactly("my.cnf: this tool does not honour line 3.");
    }

    private List<String> warnings(String... lines) {
        return asked.file("my.cnf", lines).resolve().warnings();
    }

    @Test
    void without_a_host_it_is_this_machine_unless_a_weaker_source_names_one() {
        asked.file("my.cnf", "[client]", "user=a", "password=geheim");
        assertThat(asked.resolve().get(ConnectionOptions.HOST))
                .extracting(HostSpec::host)
                .containsExactly("127.0.0.1");

        asked.yaml("host: db");
        assertThat(asked.resolve().get(ConnectionOptions.HOST))
                .extracting(HostSpec::host)
                .containsExactly("db");
    }

    @Test
    void variables_of_the_guides_and_line_ends_are_honoured() {
        ResolvedSettings settings = new Asked(directory)
                .variable("TIDB_ENABLE_SSL", "true")
                .variable("TIDB_CA_PATH", "/ca.pem")
                .variable("TIDB_PASSWORD", "geheim\r\n")
                .resolve();

        assertThat(settings.get(TlsOptions.SSL_MODE)).isEqualTo(SslMode.VERIFY_IDENTITY);
        assertThat(settings.get(TlsOptions.SSL_CA)).hasToString("/ca.pem");
        assertThat(settings.get(LoginOptions.PASSWORD).reveal()).isEqualTo("geheim");
    }
}
