package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines of a my.cnf, as the clients of MySQL and MariaDB read them. */
class MyCnfTextTest {

    @Test
    void escapes_stand_for_what_cannot_be_written() {
        assertThat(MyCnfText.value("a\\nb")).isEqualTo("a\nb");
        assertThat(MyCnfText.value("a\\tb\\rc\\bd\\se\\\\f\\\"g\\'h")).isEqualTo("a\tb\rc\bd e\\f\"g'h");
        assertThat(MyCnfText.value("C:\\data\\xyz")).as("unknown ones stay").isEqualTo("C:\\data\\xyz");
        assertThat(MyCnfText.value("$1")).isEqualTo("$1");
    }

    @Test
    void quotes_around_a_value_are_not_part_of_it_unless_they_differ() {
        assertThat(MyCnfText.value("'a b'")).isEqualTo("a b");
        assertThat(MyCnfText.value("\"a b\"")).isEqualTo("a b");
        assertThat(MyCnfText.value("''")).isEmpty();
        assertThat(MyCnfText.value("'")).isEqualTo("'");
        assertThat(MyCnfText.value("'a\"")).isEqualTo("'a\"");
        assertThat(MyCnfText.value("a'")).isEqualTo("a'");
    }

    @Test
    void a_comment_begins_outside_of_quotes() {
        assertThat(MyCnfText.withoutComment("user=root # me")).isEqualTo("user=root ");
        assertThat(MyCnfText.withoutComment("password='a#b' # me")).isEqualTo("password='a#b' ");
        assertThat(MyCnfText.withoutComment("password=\"a'#b\"#c")).isEqualTo("password=\"a'#b\"");
        assertThat(MyCnfText.withoutComment("#")).isEmpty();
        assertThat(MyCnfText.withoutComment("user=root")).isEqualTo("user=root");
    }

    @Test
    void an_escaped_quote_ends_nothing_but_an_escaped_backslash_does_not_escape_it() {
        assertThat(MyCnfText.withoutComment("p='a\\'#b'#c")).isEqualTo("p='a\\'#b'");
        assertThat(MyCnfText.withoutComment("p='a\\\\'#b")).isEqualTo("p='a\\\\'");
        assertThat(MyCnfText.withoutComment("p=\\'#b'")).as("outside of quotes").isEqualTo("p=\\'#b'");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl, , REQUIRED",
        "ssl, 1, REQUIRED",
        "ssl, OFF, DISABLED",
        "enable-ssl, 0, DISABLED",
        "skip-ssl, , DISABLED",
        "disable-ssl, 1, DISABLED",
        "skip-ssl, 0, ",
        "ssl-verify-server-cert, , VERIFY_IDENTITY",
        "enable-ssl-verify-server-cert, yes, VERIFY_IDENTITY",
        "ssl-verify-server-cert, no, ",
        "ssl-cipher, x, "
    })
    void flags_of_tls_stand_for_a_mode_or_change_nothing(String key, String value, SslMode mode) {
        assertThat(MyCnfTls.mode(key, Optional.ofNullable(value))).isEqualTo(Optional.ofNullable(mode));
    }

    @ParameterizedTest
    @CsvSource({
        "ssl, true",
        "skip-ssl, true",
        "disable-ssl, true",
        "ssl-verify-server-cert, true",
        "skip-ssl-verify-server-cert, true",
        "ssl-cipher, false"
    })
    void flags_of_tls_are_known_also_where_they_change_nothing(String key, boolean known) {
        assertThat(MyCnfTls.knows(key)).isEqualTo(known);
    }
}
