package io.tidbclient.scenario.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole runs of scenarios: what their sessions are given, and what is left when something cannot be made. */
class FixtureRunTest {
    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    private ConnectionSettings opened(String session) {
        return runs.sessions().opened().stream()
                .filter(settings -> settings.name().startsWith(session + " of run "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void statements_are_given_the_values_of_the_scenario() {
        ScenarioResult result = runs.run("""
                scenario: s
                values: {x: 41}
                sessions: [a]
                steps:
                  - a: SELECT :x
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.sessions().bound())
                .hasSize(1)
                .allSatisfy(values -> assertThat(values).hasToString("[41]"));
    }

    @Test
    void the_users_of_a_scenario_have_passwords_that_are_drawn() {
        ScenarioResult result = runs.run("""
                scenario: s
                users: {app: , other: }
                sessions: {a: {user: app}, b: {user: other}}
                steps:
                  - a: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        String one = opened("a").password().reveal();
        assertThat(one).matches("Tc1-[0-9a-f]{32}").doesNotContain("0000000000000000");
        assertThat(opened("b").password().reveal()).matches("Tc1-[0-9a-f]{32}").isNotEqualTo(one);
    }

    private Duration patience(String script) {
        assertThat(runs.run(script).status()).isEqualTo(Status.PASSED);
        return opened("a").timeouts().read();
    }

    private static final String LONG_STATEMENT = """
            scenario: s
            sessions: [a]
            workload:
              session: a
              transactions: 1
              transaction: [{sql: SELECT 5, limit: 120s}]
            """;

    @Test
    void a_session_is_not_given_up_before_the_longest_statement_of_its_workload() {
        assertThat(patience(LONG_STATEMENT)).isEqualTo(Duration.ofSeconds(125));
    }

    @Test
    void a_session_is_not_given_up_before_its_longest_step() {
        assertThat(patience(LONG_STATEMENT.replace("workload:", "steps: [{a: SELECT 6, limit: 180s}]\nworkload:")))
                .isEqualTo(Duration.ofSeconds(185));
    }

    @Test
    void a_session_is_not_given_up_before_the_timeout_that_was_asked_for() {
        assertThat(patience(LONG_STATEMENT.replace("120s", "20s"))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_fixture_that_is_not_complete_is_not_torn_down_by_the_script_but_removed() {
        runs.sessions().when("CREATE USER", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        ScenarioResult result = runs.run("""
                scenario: s
                users: {app: }
                sessions: [a]
                steps:
                  - a: SELECT 5
                teardown: [DROP TABLE t]
                """);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(runs.log())
                .contains("DROP DATABASE IF EXISTS `DB`")
                .doesNotContain("DROP TABLE t", "DROP USER IF EXISTS ?");
    }

    @Test
    void where_the_server_is_not_reached_nothing_is_left_behind() {
        runs.sessions().whenOpened(() -> {
            if (runs.sessions().log().getLast().equals("open (keeper)")) {
                FakeSessions.failing(FailureKind.CONNECTION_REFUSED, 0).run();
            }
        });

        ScenarioResult result = runs.run("scenario: s\nsessions: [a]\nsteps: [{a: SELECT 5}]\n");

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).isEqualTo("it failed");
        assertThat(result.leftOvers()).isEmpty();
        assertThat(runs.log()).endsWith("open (keeper)");
    }

    @Test
    void tracks_run_at_the_same_time() {
        CyclicBarrier both = new CyclicBarrier(2);
        runs.sessions().when("SELECT 5", () -> meet(both));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a, b]
                steps:
                  - parallel:
                      - - a: SELECT 5
                      - - b: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1105).run();
        }
    }

    @Test
    void a_certificate_that_does_not_exist_is_refused_before_a_server_is_reached() {
        ConnectionSettings plain = ScenarioContexts.settings("c1");
        ConnectionSettings settings = new ConnectionSettings(
                plain.name(),
                plain.target(),
                plain.user(),
                plain.password(),
                plain.databases(),
                new TlsSettings(
                        SslMode.VERIFY_CA, Optional.of(Path.of("no-such-ca.pem")), Optional.empty(), Optional.empty()),
                plain.timeouts());

        assertThatThrownBy(() -> runs.prepare(
                        "scenario: s\nsessions: [a]\nsteps: [{a: SELECT 5}]\n", List.of(settings), Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such-ca.pem");
        assertThat(runs.log()).isEmpty();
    }
}
