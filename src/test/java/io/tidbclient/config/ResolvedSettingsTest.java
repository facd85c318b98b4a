package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What may be asked of settings, and of the file that they were read from. */
class ResolvedSettingsTest {
    private static final String[] LIST = {
        "connections:", "  - {id: shop, host: db1, user: shop_reader}", "  - {id: crm, host: db2, user: crm_reader}"
    };

    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void nothing_is_given() {
        asked = new Asked(directory);
    }

    @Test
    void a_setting_without_a_value_and_a_default_has_none() {
        assertThat(asked.resolve().find(LoginOptions.USER)).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> asked.resolve().get(LoginOptions.USER))
                .withMessage("user is not set");
    }

    @Test
    void a_listed_connection_has_settings_of_its_own_and_any_other_has_those_of_all() {
        ResolvedSettings settings = asked.yaml(LIST).option("-u", "root").resolve();

        assertThat(settings.ofConnection("crm").get(LoginOptions.USER)).isEqualTo("crm_reader");
        assertThat(settings.ofConnection("shop").get(LoginOptions.USER)).isEqualTo("shop_reader");
        assertThat(settings.ofConnection("c1")).isSameAs(settings);
    }

    @Test
    void a_listed_connection_has_nothing_of_what_the_whole_run_does() {
        ResolvedSettings connection = asked.yaml(LIST).resolve().ofConnection("crm");

        assertThat(connection.isWanted(LoginOptions.USER)).isTrue();
        assertThat(connection.isWanted(ConfigurationOptions.DEFAULTS_FILE)).isTrue();
        assertThat(connection.isWanted(RunOptions.TIMEOUT)).isFalse();
    }

    @Test
    void settings_are_shown_by_their_keys_and_places_alone() {
        asked.variable("TIDB_PASSWORD", "geheim");

        assertThat(SettingsResolver.resolve(asked.invocation(List.of(LoginOptions.USER, LoginOptions.PASSWORD))))
                .hasToString("{user=default, password=TIDB_PASSWORD}");
    }

    @Test
    void what_a_file_says_for_a_server_is_for_that_alone() {
        asked.yaml("serve: {interval: 9s}");

        assertThat(SettingsResolver.resolve(asked.invocation(CommandSettings.SERVE))
                        .get(ImportOptions.INTERVAL))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(SettingsResolver.resolve(asked.invocation(CommandSettings.CHECK))
                        .get(ImportOptions.INTERVAL))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_server_is_named_by_a_host_or_by_a_list() {
        assertThat(asked.resolve().namesServer()).isFalse();
        assertThat(new Asked(directory).variable("TIDB_HOST", "db1").resolve().namesServer())
                .isTrue();
        assertThat(asked.yaml(LIST).resolve().namesServer()).isTrue();
    }

    @Test
    void the_profiles_are_those_of_the_file_in_its_order() {
        asked.yaml("profiles:", "  prod: {host: db1}", "  dev: {host: db2}");

        assertThat(SettingsResolver.profiles(asked.invocation(Settings.ALL))).containsExactly("prod", "dev");
        assertThat(SettingsResolver.profiles(new Asked(directory.resolve("other")).invocation(Settings.ALL)))
                .isEmpty();
    }

    @Test
    void a_file_is_found_in_the_working_directory_unless_one_is_named() {
        assertThat(SettingsResolver.readsLocalFile(asked.invocation(Settings.ALL)))
                .isFalse();

        asked.yaml("user: root");
        assertThat(SettingsResolver.readsLocalFile(asked.invocation(Settings.ALL)))
                .isTrue();

        asked.file("other.yaml", "user: root").option("--config", "other.yaml");
        assertThat(SettingsResolver.readsLocalFile(asked.invocation(Settings.ALL)))
                .isFalse();
    }

    @Test
    void a_file_is_one_of_a_server_with_a_section_for_it() {
        asked.yaml("user: root");
        assertThat(ServeConfiguration.isInFile(asked.invocation(CommandSettings.SERVE)))
                .isFalse();

        for (String section :
                List.of("serve: {listen: 'x:y'}", "serve: {lisen: 8080}", "serve: 8080", "serve: {}", "serve:")) {
            asked.yaml("user: root", section);
            assertThat(ServeConfiguration.isInFile(asked.invocation(CommandSettings.SERVE)))
                    .as(section)
                    .isTrue();
        }
    }

    @Test
    void those_who_wait_retry_without_a_limit() {
        ResolvedSettings settings = asked.option("--retry-attempts", "7")
                .option("--retry-delay", "1s")
                .resolve();

        assertThat(Resilience.retry(settings))
                .isEqualTo(new RetrySettings(7, Duration.ofSeconds(1), Duration.ofSeconds(30)));
        assertThat(Resilience.retryForEver(settings))
                .isEqualTo(new RetrySettings(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    @Test
    void the_first_delay_may_be_the_longest() {
        ResolvedSettings settings = asked.option("--retry-delay", "5s")
                .option("--retry-max-delay", "5s")
                .resolve();

        assertThat(Resilience.retry(settings).maxDelay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void secrets_are_in_five_variables() {
        assertThat(SecretVariables.ALL)
                .containsExactly(
                        "TIDB_PASSWORD",
                        "TIDB_URL",
                        "DATABASE_URL",
                        "TIDB_SERVE_HISTORY_URL",
                        "TIDB_SERVE_HISTORY_PASSWORD");
    }

    @Test
    void a_target_has_its_own_times_for_import_jobs() {
        asked.yaml(
                "serve:",
                "  targets:",
                "    - {name: a, host: db1, user: u, no-password: true, interval: 7s, stall: 9m}",
                "    - {name: b, host: db1, user: u, no-password: true, no-imports: true}");

        ServeConfiguration configuration = ServeConfiguration.read(asked.invocation(CommandSettings.SERVE));

        TargetSettings own = configuration.targets().getFirst();
        assertThat(own.pollInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(own.stallLimit()).isEqualTo(Duration.ofMinutes(9));
        assertThat(own.followsImports()).isTrue();
        assertThat(configuration.targets().getLast().followsImports()).isFalse();
    }
}
