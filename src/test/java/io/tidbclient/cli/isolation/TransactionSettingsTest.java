package io.tidbclient.cli.isolation;

import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.GivenOption;
import io.tidbclient.config.Invocation;
import io.tidbclient.config.IsolationOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.config.SettingsResolver;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The transactions of {@code verify-isolation}, from options, variables and the YAML file. */
class TransactionSettingsTest {
    @TempDir
    Path directory;

    private final List<GivenOption> options = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    private TransactionSettings settings() {
        return new TransactionSettings(SettingsResolver.resolve(
                new Invocation(CommandSettings.VERIFY_ISOLATION, options, variables, directory, directory)));
    }

    private void option(Setting<?> setting, String value) {
        options.add(new GivenOption(setting, setting.options().getLast(), List.of(value)));
    }

    @Test
    void defaults() {
        assertThat(settings().plan(42))
                .isEqualTo(new VerificationPlan(
                        new VerificationPlan.Load(8, Optional.of(Duration.ofSeconds(10)), 0, 0),
                        IsolationLevel.REPEATABLE_READ,
                        Optional.empty(),
                        new TransactionShape(10, 4, 64, 0.5, 42),
                        0,
                        0));
        assertThat(settings().expected()).isEmpty();
    }

    @Test
    void variables_and_the_file_are_read() throws IOException {
        Files.writeString(directory.resolve("tidb-client.yaml"), """
                isolation: serializable
                transactions: optimistic
                expect: snapshot-isolation
                keys: 5
                operations: 6
                reads: 0.25
                rate: 7.5
                cut-connections: 0.125
                """);
        variables.put("TIDB_COUNT", "99");
        variables.put("TIDB_APPENDS_PER_KEY", "8");
        variables.put("TIDB_KILL_CONNECTIONS", "0.5");
        variables.put("TIDB_KEYS", "9");

        assertThat(settings().plan(1))
                .isEqualTo(new VerificationPlan(
                        new VerificationPlan.Load(8, Optional.empty(), 99, 7.5),
                        IsolationLevel.SERIALIZABLE,
                        Optional.of(TransactionMode.OPTIMISTIC),
                        new TransactionShape(9, 6, 8, 0.25, 1),
                        0.125,
                        0.5));
        assertThat(settings().expected()).contains(ConsistencyModel.SNAPSHOT_ISOLATION);
    }

    @Test
    void a_time_and_a_count_exclude_each_other_wherever_they_are_given() {
        variables.put("TIDB_FOR", "5s");
        option(IsolationOptions.COUNT, "5");

        assertThatThrownBy(() -> settings().plan(1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("TIDB_FOR and --count exclude each other; give one of them.");
    }

    @Test
    void more_cuts_and_kills_than_transactions_are_refused() {
        variables.put("TIDB_CUT_CONNECTIONS", "0.5");
        option(IsolationOptions.KILL_CONNECTIONS, "0.51");

        assertThatThrownBy(() -> settings().plan(1))
                .hasMessage("TIDB_CUT_CONNECTIONS and --kill-connections together are more than all transactions; give"
                        + " fractions that add up to 1 at most.");
    }

    @Test
    void there_is_a_session_for_each_of_many_hosts() {
        variables.put("TIDB_HOST", "a,b,c,d,e,f,g,h,i,j");

        assertThat(settings().plan(1).load().sessions()).isEqualTo(10);
    }

    @Test
    void one_session_is_refused() {
        variables.put("TIDB_CONNECTIONS", "1");

        assertThatThrownBy(() -> settings().plan(1))
                .hasMessage(
                        "TIDB_CONNECTIONS: 1 is out of range; give 2 to 1000 sessions: isolation is between sessions.");
    }

    @Test
    void every_level_mode_and_model_can_be_given_and_every_limit() {
        for (IsolationLevel level : IsolationLevel.values()) {
            for (TransactionMode mode : TransactionMode.values()) {
                variables.put("TIDB_ISOLATION", level.optionName());
                variables.put("TIDB_TRANSACTIONS", mode.label());

                assertThat(settings().plan(1).level()).isEqualTo(level);
                assertThat(settings().plan(1).mode()).contains(mode);
            }
        }
        assertThat(Arrays.stream(ConsistencyModel.values()).map(this::expected))
                .containsExactly(ConsistencyModel.values());
        variables.put("TIDB_COUNT", String.valueOf(VerificationPlan.MOST_TRANSACTIONS));
        variables.put("TIDB_KEYS", String.valueOf(TransactionShape.MOST_KEYS));
        variables.put("TIDB_OPERATIONS", String.valueOf(TransactionShape.MOST_OPERATIONS));
        variables.put("TIDB_APPENDS_PER_KEY", String.valueOf(TransactionShape.MOST_APPENDS));
        assertThat(settings().plan(1).load().count()).isEqualTo(10_000_000);
    }

    @Test
    void no_limit_is_beyond_what_a_plan_accepts() {
        Map<Setting<Integer>, Long> limits = Map.of(
                IsolationOptions.COUNT, VerificationPlan.MOST_TRANSACTIONS,
                IsolationOptions.KEYS, (long) TransactionShape.MOST_KEYS,
                IsolationOptions.OPERATIONS, (long) TransactionShape.MOST_OPERATIONS,
                IsolationOptions.APPENDS_PER_KEY, (long) TransactionShape.MOST_APPENDS);

        limits.forEach((setting, most) -> {
            variables.clear();
            variables.put(setting.variable(), String.valueOf(most + 1));
            assertThatThrownBy(() -> settings().plan(1))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("out of range");
        });
    }

    private ConsistencyModel expected(ConsistencyModel model) {
        variables.put("TIDB_EXPECT", model.optionName());
        return settings().expected().orElseThrow();
    }
}
