package io.tidbclient.config;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A password that is not percent-encoded makes a URL malformed or ambiguous: no message quotes a piece of it. */
class UrlPasswordTest {
    private static final String REMEDY = "write @, :, /, ? and # in a password as %40, %3A, %2F, %3F and %23.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            root:Ge@He/Im@h:4000/db    | it has an @ after its first /, ? or #
            root:Ge/He@Im@h:4000/db    | it has an @ after its first /, ? or #
            root:Ge#He@h:4000/db       | it has an @ after its first /, ? or #
            root:Ge?He=Im@h:4000/db    | it has an @ after its first /, ? or #
            root:Ge@He:Im              | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            root:Ge/He                 | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            root:[Ge/He                | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            [root:Ge                   | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            root:Ge He                 | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            root:Ge\\He                | what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas; give mysql://user@host:port/database, and
            """)
    void what_is_wrong_is_named_with_the_remedy_and_nothing_of_it(String rest, String what) {
        String separator = what.endsWith("and") ? " " : "; ";
        for (String variable : List.of("DATABASE_URL", "TIDB_URL")) {
            assertThat(new Asked(directory)
                            .variable(variable, "mysql://" + rest)
                            .mistake())
                    .isEqualTo(variable + ": " + what + separator + REMEDY);
        }
        assertThat(new Asked(directory).option("--url", "mysql://" + rest).mistake())
                .isEqualTo("--url: " + what + separator + REMEDY);
        assertThat(new Asked(directory).yaml("url: 'mysql://" + rest + "'").mistake())
                .isEqualTo("tidb-client.yaml:1: url: " + what + separator + REMEDY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%Geheim", "%", "a%4", "%zz"})
    void a_percent_sign_that_encodes_nothing_is_named(String password) {
        assertThat(new Asked(directory)
                        .variable("DATABASE_URL", "mysql://root:" + password + "@h/d")
                        .mistake())
                .isEqualTo(
                        "DATABASE_URL: its password has a % that no two hexadecimal digits follow; write a % as %25.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ge heim", "[Geheim", "[Ge]heim", "Ge\\heim", "Ge@heim", "Ge:heim", "Ge,heim"})
    void what_is_unambiguous_is_the_password_as_it_is(String password) {
        assertThat(new Asked(directory)
                        .variable("DATABASE_URL", "mysql://root:" + password + "@h:1/d")
                        .resolve()
                        .get(LoginOptions.PASSWORD)
                        .reveal())
                .isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            root:12?Geheim       | (not shown)
            root:12?Ge%40heim    | (not shown)
            root:12?Ge/heim=     | (not shown)
            root:12?limit=5      | (not shown)
            root:12@h?limit      | 'limit'
            h/d?limit            | 'limit'
            """)
    void the_name_of_a_foreign_parameter_is_shown_where_it_cannot_be_a_password(String rest, String shown) {
        assertThat(new Asked(directory)
                        .variable("DATABASE_URL", "mysql://" + rest)
                        .resolve()
                        .warnings())
                .containsExactly("DATABASE_URL: this tool does not know its parameter " + shown + " and ignores it.");
        assertThat(new Asked(directory).variable("TIDB_URL", "mysql://" + rest).mistake())
                .startsWith("TIDB_URL: its parameter " + shown + " is not allowed; allowed are ssl-mode, ");
    }

    @ParameterizedTest
    @EnumSource(WrongPlace.class)
    void a_url_in_the_place_of_another_setting_is_not_quoted(WrongPlace place) {
        Asked asked = new Asked(directory);
        if (place != WrongPlace.HOST && place != WrongPlace.SERVICE_LINK) {
            asked.option("-H", "h");
        }
        if (place != WrongPlace.USER) {
            asked.option("-u", "root");
        }
        assertThat(asked.variable(place.variable, place.url).mistake()).isEqualTo(place.message);
    }

    enum WrongPlace {
        USER(
                "TIDB_USER",
                "mysql://root:Ge@He/Im@h/d",
                "TIDB_USER: a URL is not a user; give it with --url, TIDB_URL or DATABASE_URL."),
        DATABASE(
                "TIDB_DATABASE",
                "mysql://root:Ge@He/Im@h/d",
                "TIDB_DATABASE: a URL is not a database; give it with --url, TIDB_URL or DATABASE_URL."),
        HOST("TIDB_HOST", "mysql://root:Ge@He/Im@h/d", "TIDB_HOST: a URL is not a host; give it with --url."),
        PORT("TIDB_PORT", "mysql://root:Ge@He/Im@h/d", "TIDB_PORT: it is not a whole number; give 1 to 65535."),
        SERVICE_LINK(
                "TIDB_PORT", "tcp://root:Ge@He/Im@h:4000", "TIDB_PORT: it is not a whole number; give 1 to 65535."),
        OTHER_SCHEME(
                "TIDB_URL",
                "postgres://root:Ge@He/Im@h/d",
                "TIDB_URL: it does not begin with mysql:// or tidb://; give mysql://user@host:port/database.");

        private final String variable;
        private final String url;
        private final String message;

        WrongPlace(String variable, String url, String message) {
            this.variable = variable;
            this.url = url;
            this.message = message;
        }
    }
}
