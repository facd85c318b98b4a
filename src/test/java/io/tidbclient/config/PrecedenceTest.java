package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PrecedenceTest {
    @TempDir
    Path directory;

    /** Every source of a user's name, strongest first. */
    enum Source {
        OPTION("-u"),
        URL_OPTION("--url"),
        VARIABLE("TIDB_USER"),
        URL_VARIABLE("TIDB_URL"),
        DATABASE_URL("DATABASE_URL"),
        DEFAULTS_FILE("my.cnf:2"),
        PROFILE("tidb-client.yaml:3 (profile p)"),
        TOP_LEVEL("tidb-client.yaml:4");

        private final String origin;

        Source(String origin) {
            this.origin = origin;
        }
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Source stronger : Source.values()) {
            for (Source weaker : Source.values()) {
                if (stronger.compareTo(weaker) < 0) {
                    pairs.add(Arguments.of(stronger, weaker));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} beats {1}")
    @MethodSource("pairs")
    void the_stronger_source_wins(Source stronger, Source weaker) {
        ResolvedSettings settings = asked(List.of(stronger, weaker)).resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("from_" + stronger);
        assertThat(settings.origin(LoginOptions.USER).describe()).isEqualTo(stronger.origin);
    }

    @ParameterizedTest(name = "{0} beats the default")
    @EnumSource
    void each_source_alone_is_heard(Source source) {
        assertThat(asked(List.of(source)).resolve().get(LoginOptions.USER)).isEqualTo("from_" + source);
    }

    @Test
    void an_option_that_repeats_the_default_beats_variable_and_file() {
        ResolvedSettings settings = new Asked(directory)
                .option("-n", "1")
                .variable("TIDB_CONNECTIONS", "5")
                .yaml("connections: 7")
                .resolve();

        assertThat(settings.get(RunOptions.CONNECTIONS)).isEqualTo(1);
        assertThat(settings.origin(RunOptions.CONNECTIONS)).isEqualTo(new Origin.Option("-n"));
    }

    @Test
    void a_flag_can_be_turned_off_again() {
        ResolvedSettings settings = new Asked(directory)
                .option("--fail-fast", "false")
                .variable("TIDB_FAIL_FAST", "true")
                .resolve();

        assertThat(settings.get(RunOptions.FAIL_FAST)).isFalse();
    }

    @Test
    void without_any_source_the_default_holds() {
        ResolvedSettings settings = new Asked(directory).resolve();

        assertThat(settings.get(ConnectionOptions.HOST))
                .extracting(HostSpec::toString)
                .containsExactly("tidb.qyruvz1u6xtd.clusters.dev.tidb-cloud.com");
        assertThat(settings.origin(ConnectionOptions.HOST)).isEqualTo(new Origin.Default());
        assertThat(settings.find(LoginOptions.USER)).isEmpty();
        assertThat(settings.isGiven(LoginOptions.USER)).isFalse();
    }

    @Test
    void the_parts_of_a_url_are_overridden_one_by_one() {
        ResolvedSettings settings = new Asked(directory)
                .variable("DATABASE_URL", "mysql://u:p@h:4001/d?connectTimeout=500")
                .option("-d", "other")
                .resolve();

        assertThat(settings.get(ConnectionOptions.DATABASE)).containsExactly("other");
        assertThat(settings.get(LoginOptions.USER)).isEqualTo("u");
        assertThat(settings.get(LoginOptions.PASSWORD).reveal()).isEqualTo("p");
        assertThat(settings.get(ConnectionOptions.HOST).getFirst()).hasToString("h:4001");
        assertThat(settings.get(ConnectionOptions.CONNECT_TIMEOUT)).hasMillis(500);
    }

    @Test
    void several_databases_are_repeated_separated_by_commas_or_a_list() {
        assertThat(new Asked(directory)
                        .option("-d", "shop", "crm")
                        .option("--database", "a,b")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("shop", "crm", "a", "b");
        assertThat(new Asked(directory)
                        .variable("TIDB_DATABASE", "shop,crm")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("shop", "crm");
        assertThat(new Asked(directory)
                        .variable("TIDB_DB_NAME", "shop,crm")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("shop", "crm");
        assertThat(new Asked(directory)
                        .yaml("database: [shop, '`a,b`', crm]")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("shop", "a,b", "crm");
    }

    @Test
    void a_url_and_a_my_cnf_name_one_database_whatever_is_in_its_name() {
        assertThat(new Asked(directory)
                        .option("--url", "mysql://h/a,%60b")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("a,`b");
        assertThat(new Asked(directory)
                        .file("my.cnf", "[client]", "database=a,b")
                        .option("--defaults-file", "my.cnf")
                        .resolve()
                        .get(ConnectionOptions.DATABASE))
                .containsExactly("a,b");
    }

    @Test
    void a_weaker_urls_password_does_not_go_to_a_stronger_urls_server() {
        ResolvedSettings settings = new Asked(directory)
                .option("--url", "mysql://root@prod")
                .variable("DATABASE_URL", "mysql://root:test@staging/d")
                .resolve();

        assertThat(settings.find(LoginOptions.PASSWORD)).isEmpty();
        assertThat(settings.find(ConnectionOptions.DATABASE)).isEmpty();
    }

    @Test
    void an_option_given_twice_is_a_mistake_unless_it_is_a_list() {
        assertThat(new Asked(directory).option("-u", "a").option("--user", "b").mistake())
                .isEqualTo("-u/--user: it is given twice; give it once.");
        assertThat(new Asked(directory).option("-n", "1", "2").mistake())
                .isEqualTo("-n/--connections: it is given twice; give it once.");
        assertThat(new Asked(directory)
                        .option("-H", "a", "b")
                        .option("--host", "c,d")
                        .resolve()
                        .get(ConnectionOptions.HOST))
                .extracting(HostSpec::host)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        ResolvedSettings settings = new Asked(directory)
                .variable("TIDB_USER", "")
                .variable("TIDB_PASSWORD", "")
                .variable("TIDB_DATABASE", "")
                .variable("TIDB_DB_NAME", "d")
                .resolve();

        assertThat(settings.find(LoginOptions.USER)).isEmpty();
        assertThat(settings.find(LoginOptions.PASSWORD)).isEmpty();
        assertThat(settings.get(ConnectionOptions.DATABASE)).containsExactly("d");
    }

    @Test
    void a_database_url_of_another_kind_is_left_to_its_program() {
        ResolvedSettings settings = new Asked(directory)
                .variable("DATABASE_URL", "postgres://u:geheim@h/d")
                .resolve();

        assertThat(settings.find(LoginOptions.USER)).isEmpty();
        assertThat(settings.warnings())
                .containsExactly("DATABASE_URL is not a mysql:// or tidb:// URL and has no effect.");
    }

    @Test
    void a_variable_that_nearly_is_one_of_ours_is_warned_of_and_others_are_not() {
        ResolvedSettings settings = new Asked(directory)
                .variable("TIDB_HOSTS", "h")
                .variable("TIDB_PASWORD", "geheim")
                .variable("TIDB_PASWRD", "geheim")
                .variable("TIDB_PASWD", "geheim")
                .variable("TIDB_TEST_URL", "mysql://h")
                .variable("TIDB_SERVER_BIN", "/bin/x")
                .variable("TIDB_USER", "root")
                .resolve();

        assertThat(settings.warnings())
                .containsExactly(
                        "TIDB_HOSTS is not a variable of this tool and has no effect; did you mean TIDB_HOST?",
                        "TIDB_PASWORD is not a variable of this tool and has no effect; did you mean TIDB_PASSWORD?",
                        "TIDB_PASWRD is not a variable of this tool and has no effect; did you mean TIDB_PASSWORD?");
    }

    @Test
    void the_rows_to_show_hold_values_and_origins_but_no_secret() {
        ResolvedSettings settings = new Asked(directory)
                .variable("DATABASE_URL", "mysql://u:geheim@h/d")
                .option("-n", "3")
                .resolve();

        assertThat(settings.rows())
                .contains(
                        new SettingRow("host", "h", "DATABASE_URL"),
                        new SettingRow("url", "mysql://u:********@h/d", "DATABASE_URL"),
                        new SettingRow("password", "********", "DATABASE_URL"),
                        new SettingRow("connections", "3", "-n"),
                        new SettingRow("interval", "2s", "default"),
                        new SettingRow("ssl-ca", "", "not set"));
        assertThat(settings.rows()).hasSameSizeAs(Settings.ALL);
    }

    private Asked asked(List<Source> sources) {
        Asked asked = new Asked(directory);
        boolean profile = sources.contains(Source.PROFILE);
        boolean top = sources.contains(Source.TOP_LEVEL);
        asked.yaml(
                "profiles:",
                "  p:",
                "    " + (profile ? "user: from_PROFILE" : "{}"),
                top ? "user: from_TOP_LEVEL" : "# nothing");
        if (profile) {
            asked.option("--profile", "p");
        }
        for (Source source : sources) {
            String user = "from_" + source;
            switch (source) {
                case OPTION -> asked.option("-u", user);
                case URL_OPTION -> asked.option("--url", "mysql://" + user + "@h");
                case VARIABLE -> asked.variable("TIDB_USER", user);
                case URL_VARIABLE -> asked.variable("TIDB_URL", "mysql://" + user + "@h");
                case DATABASE_URL -> asked.variable("DATABASE_URL", "mysql://" + user + "@h");
                case DEFAULTS_FILE ->
                    asked.file("my.cnf", "[client]", "user=" + user).option("--defaults-file", "my.cnf");
                case PROFILE, TOP_LEVEL -> {
                    // Written above.
                }
            }
        }
        return asked;
    }
}
