package io.tidbclient.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServerUrlTest {
    @Test
    void all_its_parts_are_read() {
        ServerUrl url = ServerUrl.parse(
                "mysql://p%40x.root:s%3Ae%2Fcret@a:4001,b,[::1]:4002/my%20db?ssl-mode=verify-ca&ssl-ca=%2Fca.pem");

        assertThat(url.hosts())
                .containsExactly(
                        new HostSpec("a", OptionalInt.of(4001)),
                        new HostSpec("b", OptionalInt.empty()),
                        new HostSpec("::1", OptionalInt.of(4002)));
        assertThat(url.user()).contains("p@x.root");
        assertThat(url.password().map(Secret::reveal)).contains("s:e/cret");
        assertThat(url.database()).contains("my db");
        assertThat(url.parameters()).isEqualTo(Map.of("ssl-mode", "verify-ca", "ssl-ca", "/ca.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://", "TIDB://", "mysql:///", "mysql://@", "mysql://?"})
    void every_part_may_be_left_out(String text) {
        ServerUrl url = ServerUrl.parse(text);

        assertThat(url.parts()).isEqualTo(Map.of("host", "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://u:p@h:4001/d",
                "jdbc:mysql://h:4001/d?user=u&password=p",
                "JDBC:mariadb://u:p@h:4001/d",
                "mysql+pymysql://u:p@h:4001/d",
                "mysql2://u:p@h:4001/d",
                "tidb+mysqldb://u:p@h:4001/d"
            })
    void the_forms_of_other_programs_mean_the_same(String text) {
        ServerUrl url = ServerUrl.parse(text);

        assertThat(url.parts()).isEqualTo(Map.of("host", "h:4001", "user", "u", "password", "p", "database", "d"));
        assertThat(url.toString()).doesNotContain(":p@").doesNotContain("password");
    }

    @Test
    void a_url_is_printed_with_its_password_as_asterisks() {
        assertThat(ServerUrl.parse("mysql://u:p@h:4001/d?ssl-mode=required&ssl-ca=x"))
                .hasToString("mysql://u:********@h:4001/d?ssl-ca=x&ssl-mode=required");
        assertThat(ServerUrl.parse("mysql://u@h")).hasToString("mysql://u@h");
        assertThat(ServerUrl.parse("jdbc:mysql://h?password=p").toString()).contains(":********@h");
        assertThat(ServerUrl.parse("mysql://h/d")).hasToString("mysql://h/d");
    }

    @Test
    void parameters_of_other_programs_are_left_out() {
        assertThat(ForeignParameters.of("mysql://h/d?ssl-mode=required&useUnicode=true&&user=u&x=1"))
                .isEqualTo(
                        new ForeignParameters("mysql://h/d?ssl-mode=required&&user=u", List.of("'useUnicode'", "'x'")));
        assertThat(ForeignParameters.of("mysql://h/d?useUnicode=true"))
                .isEqualTo(new ForeignParameters("mysql://h/d", List.of("'useUnicode'")));
        assertThat(ForeignParameters.of("mysql://h/d")).isEqualTo(new ForeignParameters("mysql://h/d", List.of()));
        assertThat(ForeignParameters.of("mysql://u:a?b@h/d"))
                .as("a login with a question mark")
                .isEqualTo(new ForeignParameters("mysql://u:a?b@h/d", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "mysql://root:12, rest, (not shown)",
                "mysql://root:12, x=1, (not shown)",
                "mysql://db:4000/d, x=1, 'x'",
                "mysql://db:4000/d, rest, (not shown)",
                "mysql://db/d, rest, 'x'",
                "mysql://db, rest, 'x'",
                "mysql://u:p@db:4000, rest, 'x'",
                "db:4000, rest, (not shown)",
                ":4000, rest, (not shown)",
                "@db:4000, rest, 'x'"
            })
    void what_may_be_the_rest_of_a_password_is_not_shown(String before, String pair, String shown) {
        assertThat(ForeignParameters.shown(before, pair, "'x'")).isEqualTo(shown);
    }

    @Test
    void an_empty_password_is_one() {
        assertThat(ServerUrl.parse("tidb://root:@h").password().map(Secret::reveal))
                .contains("");
        assertThat(ServerUrl.parse("tidb://root@h").password()).isEmpty();
    }

    @Test
    void a_password_without_a_user_is_no_user() {
        ServerUrl url = ServerUrl.parse("mysql://:geheim@h");

        assertThat(url.user()).isEmpty();
        assertThat(url.password().map(Secret::reveal)).contains("geheim");
        assertThat(url).hasToString("mysql://:********@h");
    }

    @Test
    void parameters_may_follow_the_host() {
        ServerUrl url = ServerUrl.parse("mysql://h?ssl-mode=required");

        assertThat(url.database()).isEmpty();
        assertThat(url.parameters()).isEqualTo(Map.of("ssl-mode", "required"));
    }

    @Test
    void a_percent_sign_may_be_followed_by_a_zero() {
        assertThat(ServerUrl.parse("mysql://u:a%09b@h").password().map(Secret::reveal))
                .contains("a\tb");
    }

    @Test
    void a_plus_sign_is_a_plus_sign() {
        assertThat(ServerUrl.parse("mysql://a+b@h").user()).contains("a+b");
    }

    @ParameterizedTest
    @CsvSource({
        "sslMode=VERIFY_IDENTITY, ssl-mode, VERIFY_IDENTITY",
        "ssl_mode=required, ssl-mode, required",
        "sslaccept=strict, ssl-mode, verify-identity",
        "sslaccept=accept_invalid_certs, ssl-mode, required",
        "connect-timeout=5, connect-timeout, 5",
        "connectTimeout=5000, connect-timeout, 5000ms",
        "socketTimeout=7000, read-timeout, 7000ms"
    })
    void parameters_are_understood_under_the_names_of_other_tools_too(String query, String key, String text) {
        assertThat(ServerUrl.parse("mysql://h/d?" + query).parameters()).isEqualTo(Map.of(key, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory=evil.Class",
                "queryInterceptors=evil.Class",
                "propertiesTransform=evil.Class",
                "allowLoadLocalInfile=true",
                "allowUrlInLocalInfile=true",
                "autoDeserialize=true",
                "useConfigs=maxPerformance",
                "SSL-MODE=disabled",
                "user=root",
                "x",
                "=x"
            })
    void every_other_parameter_is_refused_by_its_name(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerUrl.parse("mysql://h/d?" + query))
                .withMessage("its parameter '%s' is not allowed; allowed are ssl-mode, sslaccept, ssl-ca, ssl-cert,"
                                .formatted(query.split("=", 2)[0])
                        + " ssl-key, connect-timeout, read-timeout, connectTimeout, socketTimeout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            root@h/d                  | it does not begin with mysql:// or tidb://; give mysql://user@host:port/database
            postgres://h              | it does not begin with mysql:// or tidb://; give mysql://user@host:port/database
            jdbc://h                  | it does not begin with mysql:// or tidb://; give mysql://user@host:port/database
            jdbc:sqlite://h           | it does not begin with mysql:// or tidb://; give mysql://user@host:port/database
            mysql://u:p/w@h           | it has an @ after its first /, ? or #; write @, :, /, ? and # in a password as %40, %3A, %2F, %3F and %23
            mysql://h/d#x             | it has a #, which means nothing here; write %23 if it belongs to a name
            mysql://h#x               | it has a #, which means nothing here; write %23 if it belongs to a name
            mysql://u:secret          | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and write @, :, /, ? and # in a password as %40, %3A, %2F, %3F and %23
            mysql://h/d/e             | it has more than one / after its host; write a / in a name as %2F
            mysql://u:%zz@h           | its password has a % that no two hexadecimal digits follow; write a % as %25
            mysql://u:%4              | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and write @, :, /, ? and # in a password as %40, %3A, %2F, %3F and %23
            mysql://u:%ff@h           | its password is not UTF-8 once decoded; check the %-signs
            mysql://h/d?=%zz          | its parameter's value has a % that no two hexadecimal digits follow; write a % as %25
            mysql://h?ssl-ca=a&sslCa=b | its parameter 'sslCa' is given twice; give it once
            mysql://h?sslaccept=no    | its parameter sslaccept is 'no'; give strict or accept_invalid_certs, or better ssl-mode
            """)
    void what_is_no_such_url_is_refused_with_a_remedy(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerUrl.parse(text))
                .withMessage(message);
    }

    @Test
    void its_text_hides_the_password() {
        assertThat(ServerUrl.parse("mysql://root:geheim@h:4001/d?sslMode=required"))
                .hasToString("mysql://root:********@h:4001/d?ssl-mode=required");
    }

    @Property
    void any_text_is_a_url_or_an_illegal_argument(@ForAll String text) {
        for (String candidate : List.of(text, "mysql://" + text, "mysql://h/d?" + text)) {
            try {
                assertThat(ServerUrl.parse(candidate).parts()).doesNotContainKey("config");
            } catch (IllegalArgumentException e) {
                assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
