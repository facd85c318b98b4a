package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigValidationTest {
    private static final String NO_USER = "No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.";

    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void without_a_user_nothing_can_start() {
        assertThat(asked.mistakes()).containsExactly(NO_USER);
        assertThat(asked.option("-u", "root").mistakes()).isEmpty();
    }

    @Test
    void all_unknown_keys_are_reported_in_the_order_of_the_file() {
        asked.yaml("usr: a", "user: root", "profiles:", "  p: {prot: 1}", "  q: {zebra: 1}", "conections: 2");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:1: unknown key 'usr'; did you mean 'user'?",
                        "tidb-client.yaml:4: unknown key 'prot'; did you mean 'port'?",
                        "tidb-client.yaml:5: unknown key 'zebra'; see 'tidb-client config init' for the known ones.",
                        "tidb-client.yaml:6: unknown key 'conections'; did you mean 'connections'?");
    }

    @Test
    void a_mistake_does_not_hide_what_has_no_effect() {
        asked.variable("TIDB_USR", "root")
                .variable("TIDB_SSL_MODE", "maybe")
                .option("--ssl-ca", "ca.pem")
                .file("my.cnf", "[client]", "usre=root")
                .option("--defaults-file", "my.cnf");
        AllMistakes mistakes = new AllMistakes();

        ResolvedSettings settings = new ConfigValidation(asked.invocation(Settings.ALL), mistakes)
                .settings()
                .orElseThrow();

        assertThat(mistakes.sentences()).singleElement().asString().startsWith("TIDB_SSL_MODE: 'maybe'");
        assertThat(settings.warnings())
                .containsExactly(
                        "TIDB_USR is not a variable of this tool and has no effect; did you mean TIDB_USER?",
                        "my.cnf:2: 'usre' is not known and has no effect; did you mean 'user'?");
    }

    @Test
    void what_variables_have_no_effect_is_known_when_no_source_can_be_read() {
        asked.variable("TIDB_CONFG", "c.yaml").option("--config", "missing.yaml");
        String warning = "TIDB_CONFG is not a variable of this tool and has no effect; did you mean TIDB_CONFIG?";

        assertThat(SettingsResolver.warningsOfVariables(asked.invocation(Settings.ALL)))
                .containsExactly(warning);
        asked.variable("TIDB_QUIET", "maybe");
        assertThat(SettingsResolver.warningsOfVariables(asked.invocation(Settings.ALL)))
                .containsExactly(warning);
        asked.option("-q");
        assertThat(SettingsResolver.warningsOfVariables(asked.invocation(Settings.ALL)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user: [a, b]            | user: a list is not valid here; give one value.
            user: ''                | user: the user is empty; give a user's name.
            user:                   | user: the value is missing; give one value or remove the line.
            """)
    void a_value_that_is_wrong_is_not_missing_as_well(String line, String mistake) {
        assertThat(asked.yaml(line).mistakes()).containsExactly("tidb-client.yaml:1: " + mistake);
    }

    @Test
    void a_key_that_stands_twice_and_a_nested_profile_do_not_end_the_search() {
        asked.yaml("user: a", "user: b", "profiles:", "  p:", "    profile: q", "    port: 0", "  q: words");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:2: 'user' was already given in line 1; remove one of them.",
                        "tidb-client.yaml:5: a profile cannot name a profile; move it to the top level.",
                        "tidb-client.yaml:6: port: '0' is out of range; give 1 to 65535.",
                        "tidb-client.yaml:7: profile 'q' is a single value; give settings.");
    }

    @Test
    void options_come_first_then_variables_then_the_my_cnf_then_the_file_then_what_is_missing() {
        asked.yaml("interval: x", "timeout: y")
                .file("my.cnf", "[client]", "connect-timeout=soon", "port=0")
                .option("--defaults-file", "my.cnf")
                .variable("TIDB_READ_TIMEOUT", "later")
                .option("-n", "0");

        assertThat(asked.mistakes())
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(' ')))
                .containsExactly(
                        "-n/--connections:",
                        "TIDB_READ_TIMEOUT:",
                        "my.cnf:2:",
                        "my.cnf:3:",
                        "tidb-client.yaml:1:",
                        "tidb-client.yaml:2:",
                        "No");
    }

    @Test
    void what_shows_only_when_settings_meet_is_reported_together() {
        asked.yaml(
                "retry-delay: 1m",
                "host: [a, b, c]",
                "ssl-key: key.pem",
                "ssl-ca: ca.pem",
                "connections: 2",
                "every: 5s",
                "cron: 0 0 0 * * ?",
                "password-file: a",
                "no-password: true");
        String work = asked.workingDirectory().toString();

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:1: retry-delay: 1m is longer than retry-max-delay, 30s; give a longer"
                                + " retry-max-delay as well.",
                        "tidb-client.yaml:3: ssl-key: a private key needs its client certificate; give ssl-cert beside it.",
                        "tidb-client.yaml:3: ssl-key: '" + work + "/key.pem' does not exist; check the path.",
                        "tidb-client.yaml:4: ssl-ca: '" + work + "/ca.pem' does not exist; check the path.",
                        "tidb-client.yaml:5: connections: 2 connections cannot reach 3 hosts; give at least as many as"
                                + " there are hosts.",
                        "tidb-client.yaml:6: every and tidb-client.yaml:7: cron both say when the check is repeated;"
                                + " give one of them.",
                        "tidb-client.yaml:8: password-file and tidb-client.yaml:9: no-password both say where the"
                                + " password comes from; give one of them.",
                        NO_USER);
    }

    @Test
    void two_sources_of_a_password_are_reported_where_they_are() {
        String mistake = "TIDB_NO_PASSWORD and TIDB_PASSWORD both say where the password comes from; give one of them.";
        asked.variable("TIDB_PASSWORD", "geheim").variable("TIDB_NO_PASSWORD", "true");
        assertThat(asked.mistakes()).containsExactly(mistake, NO_USER);

        asked.option("-u", "root");
        assertThat(asked.mistakes()).containsExactly(mistake);
    }

    @Test
    void each_file_that_is_of_no_use_in_plain_text_is_reported() {
        asked.yaml("user: a", "ssl-mode: disabled", "ssl-cert: c.pem", "ssl-ca: ca.pem");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:3: ssl-cert: it is of no use while ssl-mode is disabled (tidb-client.yaml:2);"
                                + " leave one of them out.",
                        "tidb-client.yaml:4: ssl-ca: it is of no use while ssl-mode is disabled (tidb-client.yaml:2);"
                                + " leave one of them out.");
    }

    @Test
    void too_many_pools_and_shares_are_reported_beside_a_missing_user() {
        asked.option("-n", "2001").option("--pool-size", "50");
        assertThat(asked.mistakes())
                .containsExactly(
                        "--pool-size: 2001 pools of 50 connections are 100050; a process opens at most 100000. Give a"
                                + " smaller pool, or fewer connections with -n.",
                        NO_USER);

        assertThat(new Asked(directory).option("--shard", "0/2").mistakes())
                .containsExactly(
                        "--shard: 1 connection cannot be shared by 2 processes; give at least as many with -n.",
                        NO_USER);
    }

    @Test
    void a_mistake_that_several_connections_share_counts_once() {
        asked.yaml("user: a", "ssl-ca: ca.pem", "port: x", "connections: [{id: a, host: h}, {id: b, host: i}]");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:2: ssl-ca: '" + asked.workingDirectory()
                                + "/ca.pem' does not exist; check the path.",
                        "tidb-client.yaml:3: port: it is not a whole number; give 1 to 65535.");
    }

    @Test
    void of_a_profile_that_is_not_in_use_keys_and_values_count_and_not_what_meets() {
        asked.yaml(
                "user: a",
                "profiles:",
                "  p: {ssl-cert: c.pem, retry-delay: 1h}",
                "  q: {url: 'mysql://u:geheim@h'}",
                "  r: {url: 'mysql://h?connect-timeout=soon'}");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:4: url: a password does not belong in this file; leave it out and use"
                                + " password-file or TIDB_PASSWORD.",
                        "tidb-client.yaml:5: url: connect-timeout: 'soon' is not a duration; give it in seconds or as"
                                + " 500ms, 90s, 2m, 1h or 30d.");
        assertThat(asked.option("--profile", "p").mistakes()).hasSize(5);
    }

    @Test
    void a_variable_that_something_stronger_replaces_does_not_count() {
        asked.option("-u", "root").option("-P", "4000").variable("TIDB_PORT", "x");

        assertThat(asked.mistakes()).isEmpty();
    }

    @Test
    void an_option_that_is_given_twice_is_reported_once() {
        asked.option("-u", "a").option("-u", "b").option("-P", "0");

        assertThat(asked.mistakes())
                .containsExactlyInAnyOrder(
                        "-u/--user: it is given twice; give it once.",
                        "-P/--port: '0' is out of range; give 1 to 65535.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --profile       | p      | --profile: tidb-client.yaml has no profile 'p'; it has none at all.
            --defaults-file | my.cnf | --defaults-file: 'my.cnf' does not exist; check the path.
            --url           | h      | --url: it does not begin with mysql:// or tidb://; give mysql://user@host:port/database.
            """)
    void after_a_source_that_cannot_be_read_nothing_counts_as_missing(String option, String value, String mistake) {
        asked.yaml("port: 0").option(option, value);

        assertThat(asked.mistakes())
                .containsExactly(mistake, "tidb-client.yaml:1: port: '0' is out of range; give 1 to 65535.");
    }

    @Test
    void a_connection_with_a_wrong_id_is_checked_as_well() {
        asked.yaml(
                "user: a",
                "connections:",
                "  - id: '#2'",
                "    ssl-mode: x",
                "  - id: ''",
                "    ssl-key: k.pem",
                "  - words");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:4: ssl-mode: 'x' is not known; give disabled, preferred, required, verify-ca,"
                                + " verify-identity.",
                        "tidb-client.yaml:5: id: the name is empty; give a name.",
                        "tidb-client.yaml:6: ssl-key: a private key needs its client certificate; give ssl-cert beside"
                                + " it.",
                        "tidb-client.yaml:6: ssl-key: '" + asked.workingDirectory()
                                + "/k.pem' does not exist; check the path.",
                        "tidb-client.yaml:7: a connection of the list is a single value; give its id, host and other"
                                + " keys, one 'key: value' a line.");
    }

    @Test
    void no_mistake_quotes_a_password() {
        asked.yaml("password: geheim", "connections: [{id: a, password: geheim}]")
                .variable("DATABASE_URL", "mysql://u:geheim@h:x/");

        assertThat(asked.mistakes()).isNotEmpty().noneMatch(mistake -> mistake.contains("geheim"));
    }

    @Test
    void a_single_check_reports_the_first_mistake_alone() {
        asked.yaml("usr: a", "prot: 1");

        assertThat(List.of(asked.mistake()))
                .containsExactly("tidb-client.yaml:1: unknown key 'usr'; did you mean 'user'?");

        asked.option("-u", "a").option("-u", "b");
        assertThat(asked.mistake())
                .as("before any file is read")
                .isEqualTo("-u/--user: it is given twice; give it once.");
    }
}
