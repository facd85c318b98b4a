package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTest {
    static List<Setting<?>> all() {
        return Settings.ALL;
    }

    @Test
    void keys_options_and_variables_are_given_once() {
        assertThat(Settings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Settings.ALL).flatExtracting(Setting::options).doesNotHaveDuplicates();
        assertThat(Settings.ALL).flatExtracting(Setting::variables).doesNotHaveDuplicates();
    }

    @Test
    void the_catalogue_has_every_setting_of_every_group() throws IllegalAccessException {
        List<Class<?>> classes = List.of(
                ConnectionOptions.class,
                LoginOptions.class,
                TlsOptions.class,
                RunOptions.class,
                ImportOptions.class,
                IsolationOptions.class,
                ResilienceOptions.class,
                ServeOptions.class,
                OutputOptions.class,
                LoggingOptions.class,
                ConfigurationOptions.class);
        List<SettingGroup> groups = new ArrayList<>();
        List<Setting<?>> declared = new ArrayList<>();
        for (Class<?> type : classes) {
            List<Setting<?>> settings = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Setting.class && field.get(null) instanceof Setting<?> setting) {
                    settings.add(setting);
                }
            }
            assertThat(settings)
                    .extracting(Setting::group)
                    .containsOnly(settings.getFirst().group());
            groups.add(settings.getFirst().group());
            declared.addAll(settings);
        }

        assertThat(groups).containsExactly(SettingGroup.values());
        assertThat(Settings.ALL).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void the_options_of_help_and_version_stay_free() {
        assertThat(Settings.ALL).flatExtracting(Setting::options).doesNotContain("-h", "--help", "-V", "--version");
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_has_a_description_options_of_the_usual_form_and_a_label_unless_it_is_a_flag(Setting<?> setting) {
        assertThat(setting.description()).endsWith(".");
        assertThat(setting.options()).allMatch(name -> name.matches("-[A-Za-z]|--[a-z]+(-[a-z]+)*"));
        assertThat(setting.label().isEmpty()).isEqualTo(setting.isFlag());
        assertThat(setting.options().isEmpty()).isEqualTo(setting.equals(LoginOptions.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_example_of_each_is_valid(Setting<?> setting) {
        assertThat(setting.parse(setting.example(), new Origin.Default())).isNotNull();
    }

    @Test
    void the_defaults_are_those_of_the_design() {
        assertThat(ConnectionOptions.HOST.defaultText()).contains("tidb.qyruvz1u6xtd.clusters.dev.tidb-cloud.com");
        assertThat(parsedDefault(ConnectionOptions.PORT)).isEqualTo(4000);
        assertThat(parsedDefault(RunOptions.CONNECTIONS)).isEqualTo(1);
        assertThat(parsedDefault(RunOptions.POOL_SIZE)).isEqualTo(1);
        assertThat(parsedDefault(ImportOptions.MONITOR_DURATION)).isEqualTo(Duration.ofSeconds(60));
        assertThat(parsedDefault(ImportOptions.INTERVAL)).isEqualTo(Duration.ofSeconds(2));
        assertThat(parsedDefault(ConnectionOptions.CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(parsedDefault(ConnectionOptions.READ_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RunOptions.TIMEOUT.defaultText()).isEmpty();
        assertThat(RunOptions.PARALLEL.defaultText()).isEmpty();
        assertThat(TlsOptions.SSL_MODE.defaultText()).isEmpty();
    }

    @Test
    void a_command_may_have_a_default_of_its_own() {
        Setting<Duration> timeout = RunOptions.TIMEOUT.withDefault("60s");

        assertThat(timeout).isEqualTo(RunOptions.TIMEOUT);
        assertThat(parsedDefault(timeout)).isEqualTo(Duration.ofSeconds(60));
        assertThat(RunOptions.TIMEOUT.defaultText()).isEmpty();
    }

    @Test
    void a_command_may_have_no_default_and_a_description_of_its_own() {
        Setting<Integer> port = ConnectionOptions.PORT.withoutDefault();
        Setting<Integer> described = ConnectionOptions.PORT.withDescription("Another port.");

        assertThat(port).isEqualTo(ConnectionOptions.PORT);
        assertThat(port.defaultText()).isEmpty();
        assertThat(described).isEqualTo(ConnectionOptions.PORT);
        assertThat(described.description()).isEqualTo("Another port.");
        assertThat(described.label()).isEqualTo(ConnectionOptions.PORT.label());
    }

    @Test
    void a_setting_is_known_by_its_key() {
        assertThat(ConnectionOptions.PORT).hasToString("port");
        assertThat(ConnectionOptions.PORT).isNotEqualTo(ConnectionOptions.HOST);
    }

    @Test
    void the_variable_is_the_key_in_capitals_and_pingcaps_name_is_an_alias() {
        assertThat(ImportOptions.MONITOR_DURATION.variable()).isEqualTo("TIDB_MONITOR_DURATION");
        assertThat(ConnectionOptions.DATABASE.variables()).containsExactly("TIDB_DATABASE", "TIDB_DB_NAME");
        assertThat(ConnectionOptions.URL.variables()).containsExactly("TIDB_URL", "DATABASE_URL");
    }

    @ParameterizedTest
    @CsvSource({"verify-ca", "VERIFY_CA", "Verify-CA"})
    void a_mode_is_understood_as_mysql_writes_it_too(String text) {
        assertThat(TlsOptions.SSL_MODE.parse(text, new Origin.Default())).isEqualTo(SslMode.VERIFY_CA);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "on, true", "1, true", "False, false", "no, false", "off, false", "0, false"
    })
    void a_flag_is_true_or_false_in_the_usual_words(String text, boolean value) {
        assertThat(RunOptions.FAIL_FAST.parse(text, new Origin.Default())).isEqualTo(value);
    }

    @Test
    void a_database_has_at_most_64_characters() {
        assertThat(ConnectionOptions.DATABASE.parse("d".repeat(64), new Origin.Default()))
                .containsExactly("d".repeat(64));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConnectionOptions.DATABASE.parse("d".repeat(65), new Origin.Default()))
                .withMessageEndingWith(" is too long; a database's name has at most 64 characters.");
    }

    @Test
    void a_message_quotes_no_control_characters_and_no_more_than_sixty() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> RunOptions.CONNECTIONS.parse("\u001b[2J\u202e" + "x".repeat(80), new Origin.Default()))
                .withMessage(
                        "-n/--connections: '?[2J?" + "x".repeat(55) + "…' is not a whole number; give 1 to 100000.");
    }

    private static <T> T parsedDefault(Setting<T> setting) {
        return setting.parse(setting.defaultText().orElseThrow(), new Origin.Default());
    }
}
