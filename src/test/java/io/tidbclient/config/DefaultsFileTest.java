package io.tidbclient.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultsFileTest {
    @TempDir
    Path directory;

    @Test
    void the_client_group_is_read() {
        ResolvedSettings settings = asked(
                        "# comment",
                        "[mysqld]",
                        "port = 3306",
                        "[client]",
                        "host=db.example.com",
                        "port = 4001 # the proxy",
                        "user = \"app\"",
                        "password='a#b'",
                        "database=shop",
                        "ssl-mode=VERIFY_CA",
                        "ssl_ca = certs/ca.pem",
                        "[mysqld]",
                        "user=other")
                .resolve();

        assertThat(settings.get(ConnectionOptions.HOST).getFirst()).hasToString("db.example.com");
        assertThat(settings.get(ConnectionOptions.PORT)).isEqualTo(4001);
        assertThat(settings.get(LoginOptions.USER)).isEqualTo("app");
        assertThat(settings.get(LoginOptions.PASSWORD).reveal()).isEqualTo("a#b");
        assertThat(settings.get(ConnectionOptions.DATABASE)).containsExactly("shop");
        assertThat(settings.get(TlsOptions.SSL_MODE)).isEqualTo(SslMode.VERIFY_CA);
        assertThat(settings.get(TlsOptions.SSL_CA)).isEqualTo(directory.resolve("work/certs/ca.pem"));
        assertThat(settings.origin(ConnectionOptions.PORT).describe()).isEqualTo("my.cnf:6");
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(asked("\ufeff[client]", "user=app").resolve().get(LoginOptions.USER))
                .isEqualTo("app");
    }

    @Test
    void keys_that_mean_nothing_here_are_passed_over() {
        ResolvedSettings settings = asked(
                        "[client]",
                        "plugin-dir=/evil",
                        "default-auth=evil",
                        "init-command=drop database shop",
                        "local-infile=1",
                        "ssl",
                        "config=/etc/passwd",
                        "password-file=/etc/passwd",
                        "user=app")
                .resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("app");
        assertThat(settings.rows())
                .filteredOn(row -> row.origin().startsWith("my.cnf"))
                .extracting(SettingRow::key)
                .containsExactly("host", "user", "ssl-mode");
    }

    @Test
    void the_last_line_wins_and_an_empty_value_counts_as_not_given() {
        ResolvedSettings settings =
                asked("[client]", "user=a", "user=b", "database=d", "database=").resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("b");
        assertThat(settings.find(ConnectionOptions.DATABASE)).isEmpty();
    }

    @Test
    void an_empty_password_is_one() {
        assertThat(asked("[client]", "password=")
                        .resolve()
                        .get(LoginOptions.PASSWORD)
                        .reveal())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !include /etc/other.cnf | my.cnf:1: !include and !includedir are not followed; give the included file itself.
            user=root               | my.cnf:1: a line stands before the first [group]; begin with [client].
            [client                 | my.cnf:1: a [group] has no name or no closing bracket; write [client].
            []                      | my.cnf:1: a [group] has no name or no closing bracket; write [client].
            """)
    void what_cannot_be_followed_is_refused(String line, String message) {
        assertThat(asked(line).mistake()).isEqualTo(message);
    }

    @Test
    void a_bad_value_names_the_files_line() {
        assertThat(asked("[client]", "", "port=x").mistake())
                .isEqualTo("my.cnf:3: port: it is not a whole number; give 1 to 65535.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain            | plain
            "quoted"         | quoted
            'it''s'          | it''s
            "a\\"b"          | a"b
            a\\sb            | a b
            c:\\\\dir        | c:\\dir
            back\\xslash     | back\\xslash
            "unbalanced'     | "unbalanced'
            "                | "
            """)
    void quotes_and_escapes_are_resolved_as_mysql_does(String written, String value) {
        assertThat(MyCnfText.value(written)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=b # c       | a=b
            a=b#c         | a=b
            a='b#c' # d   | a='b#c'
            a="b\\"#c" #d | a="b\\"#c"
            a=b;c         | a=b;c
            """)
    void a_comment_begins_at_the_first_hash_outside_quotes(String line, String rest) {
        assertThat(MyCnfText.withoutComment(line).strip()).isEqualTo(rest);
    }

    @Property
    void any_value_is_read_without_complaint(@ForAll String text) {
        assertThat(MyCnfText.value(MyCnfText.withoutComment(text)).length()).isLessThanOrEqualTo(text.length());
    }

    private Asked asked(String... lines) {
        return new Asked(directory).file("my.cnf", lines).option("--defaults-file", "my.cnf");
    }
}
