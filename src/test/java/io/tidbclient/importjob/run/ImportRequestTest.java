package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckStates;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.Invocation;
import io.tidbclient.config.ResilienceOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.SettingsResolver;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportRequestTest {
    private static final Path ROOT = Path.of("/");

    private final ResolvedSettings settings = SettingsResolver.resolve(new Invocation(
            List.of(
                    ResilienceOptions.RETRY_ATTEMPTS,
                    ResilienceOptions.RETRY_DELAY,
                    ResilienceOptions.RETRY_MAX_DELAY,
                    ResilienceOptions.BREAKER_FAILURES,
                    ResilienceOptions.BREAKER_WINDOW,
                    ResilienceOptions.BREAKER_OPEN,
                    ResilienceOptions.BREAKER_SUCCESSES),
            List.of(),
            Map.of("TIDB_RETRY_ATTEMPTS", "4", "TIDB_BREAKER_FAILURES", "6"),
            ROOT,
            ROOT));

    @Test
    void the_settings_say_how_servers_are_tried() {
        RetrySettings four = new RetrySettings(4, Duration.ofMillis(100), Duration.ofSeconds(30));

        assertThat(Patience.of(settings))
                .isEqualTo(new Patience(
                        four,
                        new BreakerSettings(6, Duration.ofSeconds(60), Duration.ofSeconds(30), 3),
                        Optional.empty(),
                        false));
        assertThat(Patience.withAllHosts(settings))
                .isEqualTo(new Patience(four, BreakerSettings.NEVER_OPEN, Optional.empty(), false));
    }

    @Test
    void a_server_that_is_to_come_up_is_tried_without_a_limit() {
        assertThat(Patience.untilUp(settings))
                .isEqualTo(new Patience(
                        new RetrySettings(Integer.MAX_VALUE, Duration.ofMillis(100), Duration.ofSeconds(30)),
                        BreakerSettings.NEVER_OPEN,
                        Optional.empty(),
                        true));
    }

    @Test
    void a_limit_changes_nothing_but_the_limit() {
        Optional<Duration> limit = Optional.of(Duration.ofSeconds(9));

        assertThat(Patience.once())
                .isEqualTo(new Patience(RetrySettings.ONCE, BreakerSettings.NEVER_OPEN, Optional.empty(), false));
        assertThat(Patience.once().within(limit))
                .isEqualTo(new Patience(RetrySettings.ONCE, BreakerSettings.NEVER_OPEN, limit, false));
    }

    @Test
    void a_request_needs_a_connection() {
        assertThatThrownBy(() ->
                        new ImportRequest(List.of(), CheckRun.WatchLimits.NONE, Patience.once(), Optional.empty()))
                .hasMessage("a run about import jobs needs a connection");
    }

    @Test
    void the_workflow_has_a_state_for_the_database_and_one_for_what_is_done_before_following() {
        Duration longest = Duration.ofHours(1);

        assertThat(ImportWorkflow.of(longest, Optional.empty(), false).steps())
                .containsExactly(
                        CheckStates.INITIAL,
                        CheckStates.PARSING_CONFIG,
                        CheckStates.CONNECTING,
                        CheckStates.TESTING_CONNECTION,
                        CheckStates.GETTING_VERSION,
                        ImportStates.FOLLOWING_IMPORT_JOBS);
        assertThat(ImportWorkflow.of(longest, Optional.of(ImportStates.STARTING_IMPORT_JOB), true)
                        .steps())
                .containsExactly(
                        CheckStates.INITIAL,
                        CheckStates.PARSING_CONFIG,
                        CheckStates.CONNECTING,
                        CheckStates.TESTING_CONNECTION,
                        CheckStates.VERIFYING_DATABASE,
                        CheckStates.GETTING_VERSION,
                        ImportStates.STARTING_IMPORT_JOB,
                        ImportStates.FOLLOWING_IMPORT_JOBS);
    }
}
