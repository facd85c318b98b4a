package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The mistakes users make most, each with its one sentence. */
class BadInputTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void no_user() {
        assertThat(asked.option("--no-password").mistake())
                .isEqualTo("No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.");
    }

    @Test
    void no_password_and_no_terminal() {
        assertThat(asked.option("-u", "root").mistake())
                .isEqualTo("There is no password and no terminal to ask on; use --password-file, --password-stdin,"
                        + " TIDB_PASSWORD or, for the empty password, --no-password.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -H | ''      | -H/--host: the host is empty; give host, host:port or [IPv6]:port.
            -H | h:x     | -H/--host: the port of 'h': it is not a whole number; give 1 to 65535.
            -H | h:99999 | -H/--host: the port of 'h:99999': '99999' is out of range; give 1 to 65535.
            -H | a:b:c:d | -H/--host: it has too many colons for host:port and is not an IPv6 address; give host, host:port or [IPv6]:port.
            -H | [::1    | -H/--host: '[::1' has no closing bracket; give [IPv6] or [IPv6]:port.
            -t | -1      | -t/--monitor-duration: '-1' is negative; give 0 or more, in seconds or as 500ms, 90s, 2m, 1h or 30d.
            -t | soon    | -t/--monitor-duration: 'soon' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d.
            -n | 0       | -n/--connections: '0' is out of range; give 1 to 100000.
            -n | x       | -n/--connections: 'x' is not a whole number; give 1 to 100000.
            -n | ''      | -n/--connections: '' is not a whole number; give 1 to 100000.
            -n | 99999999999999999999 | -n/--connections: '99999999999999999999' is out of range; give 1 to 100000.
            -u | ''      | -u/--user: the user is empty; give a user's name.
            -d | ''      | -d/--database: the database is empty; give a database's name.
            -P | 0       | -P/--port: '0' is out of range; give 1 to 65535.
            -o | xml     | -o/--output: 'xml' is not known; give text, json or ndjson; junit for the check, 'wait', 'run', 'report', 'verify-isolation' and 'history check'; csv for 'imports list'.
            --ssl-mode | verify | --ssl-mode: 'verify' is not known; give disabled, preferred, required, verify-ca, verify-identity.
            --interval | 500ms  | --interval: '500ms' is too short; give at least 1s.
            --timeout  | 0      | --timeout: '0' is too short; give at least 1ms.
            --read-timeout | 2d  | --read-timeout: '2d' is too long; give at most 1d.
            --read-timeout | 25h | --read-timeout: '25h' is too long; give at most 1d.
            --warn-cert-expiry | 3651d | --warn-cert-expiry: '3651d' is too long; give at most 3650d.
            --for      | 99ms   | --for: '99ms' is too short; give at least 100ms.
            --count    | 10000001 | --count: '10000001' is out of range; give 1 to 10000000.
            --isolation | chaos | --isolation: 'chaos' is not known; give read-uncommitted, read-committed, repeatable-read, serializable.
            --reads    | 1      | --reads: '1' is out of range; give more than 0 and less than 1.
            --reads    | 0.0    | --reads: '0.0' is out of range; give more than 0 and less than 1.
            --reads    | half   | --reads: 'half' is not a number; give more than 0 and less than 1.
            --rate     | NaN    | --rate: 'NaN' is not a number; give 0 to 1000000.
            --rate     | 0x1p3  | --rate: '0x1p3' is not a number; give 0 to 1000000.
            --rate     | 1000001 | --rate: '1000001' is out of range; give 0 to 1000000.
            --cut-connections  | -0.1 | --cut-connections: '-0.1' is out of range; give 0 to 1.
            --kill-connections | 1e1  | --kill-connections: '1e1' is out of range; give 0 to 1.
            --ssl-ca   | ''     | --ssl-ca: the file's name is empty; give its path.
            --fail-fast | maybe | --fail-fast: 'maybe' is neither true nor false; give one of them.
            --url      | h      | --url: it does not begin with mysql:// or tidb://; give mysql://user@host:port/database.
            --url      | mysql://h?ssl-mode=x | --url: ssl-mode: 'x' is not known; give disabled, preferred, required, verify-ca, verify-identity.
            """)
    void a_bad_value(String option, String value, String message) {
        if (!option.equals("-u")) {
            asked.option("-u", "root");
        }

        assertThat(asked.option(option, value).mistake()).isEqualTo(message);
    }

    @Test
    void the_same_value_is_refused_in_the_same_words_from_every_source() {
        String words = "'x' is not a whole number; give 1 to 100000.";
        asked.option("-u", "root");

        assertThat(asked.yaml("", "connections: x").mistake()).isEqualTo("tidb-client.yaml:2: connections: " + words);
        assertThat(asked.variable("TIDB_CONNECTIONS", "x").mistake()).isEqualTo("TIDB_CONNECTIONS: " + words);
        assertThat(asked.option("--connections", "x").mistake()).isEqualTo("-n/--connections: " + words);
    }

    @Test
    void a_password_in_a_url_on_the_command_line() {
        assertThat(asked.option("--url", "mysql://root:geheim@h").mistake())
                .isEqualTo("--url: the process list would show its password; leave it out and use --password-file,"
                        + " --password-stdin, TIDB_PASSWORD or DATABASE_URL.");
    }

    @Test
    void a_password_as_the_value_of_the_option_that_asks() {
        assertThat(asked.option("-p", "geheim").mistake())
                .isEqualTo("-p/--password: it takes no value, as the process list would show it; use it alone to be"
                        + " asked, or --password-file, --password-stdin or TIDB_PASSWORD.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIDB_NO_PASSWORD", "TIDB_ASK_PASSWORD", "TIDB_PASSWORD_STDIN"})
    void a_variable_of_a_flag_about_the_password_that_may_hold_one(String name) {
        assertThat(asked.variable(name, "geheim").mistake())
                .isEqualTo(name + ": the value is neither true nor false; give one of them.");
    }

    @Test
    void a_key_of_a_flag_about_the_password_that_may_hold_one() {
        assertThat(asked.yaml("ask-password: geheim").mistake())
                .isEqualTo("tidb-client.yaml:1: ask-password: the value is neither true nor false; give one of them.");
    }

    @Test
    void a_path_that_is_none() {
        assertThat(asked.option("--ssl-ca", "a\0b").mistake())
                .isEqualTo("--ssl-ca: 'a?b' is not a path; give a file's path.");
    }
}
