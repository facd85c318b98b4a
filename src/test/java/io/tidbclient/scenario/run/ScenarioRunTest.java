package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs of scenarios: what is done on the server in which order, and what the result says. */
class ScenarioRunTest {
    private static final String TWO_SESSIONS = """
            scenario: s
            setup: [CREATE TABLE t (v INT)]
            sessions: [a, b]
            steps:
              - a: UPDATE t SET v = 1
              - b: SELECT v FROM t
                rows: [[1]]
            checks:
              - {name: kept, sql: SELECT MAX(v) FROM t, rows: [[1]]}
            teardown: [DROP TABLE t]
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void a_scenario_makes_its_database_runs_its_steps_in_order_and_drops_what_it_made() {
        runs.sessions()
                .answer("SELECT v", () -> FakeSessions.rows("1"))
                .answer("SELECT MAX", () -> FakeSessions.rows("1"));

        ScenarioOutcome outcome = runs.outcome(TWO_SESSIONS);

        assertThat(outcome.verdict().sentence()).isEqualTo("1 of 1 scenario passed");
        assertThat(outcome.version().orElseThrow().release()).isEqualTo("v8.5.4");
        assertThat(runs.recorder().beginnings()).containsExactly("1 on TiDB");
        assertThat(runs.recorder().ended()).isEqualTo(outcome.results());
        ScenarioResult result = outcome.results().getFirst();
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.connectionIds()).containsOnlyKeys("a", "b").containsValues(77L, 78L);
        assertThat(result.steps())
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.result()).isPresent());
        assertThat(result.checks()).containsExactly(new ScenarioEvent.Checked("kept", "('1')"));
        assertThat(result.leftOvers()).isEmpty();
        assertThat(runs.log())
                .containsSubsequence(
                        "open c1",
                        "close c1",
                        "SET SESSION autocommit = 1",
                        "CREATE DATABASE `DB`",
                        "CREATE TABLE t (v INT)",
                        "USE `DB`",
                        "SELECT CONNECTION_ID()",
                        "UPDATE t SET v = 1",
                        "SELECT v FROM t",
                        "SELECT MAX(v) FROM t",
                        "DROP TABLE t",
                        "DROP DATABASE IF EXISTS `DB`")
                .containsOnlyOnce("close a", "close b", "open a", "open b");
    }

    @Test
    void a_step_that_is_not_as_expected_fails_the_scenario_and_nothing_stays() {
        runs.sessions().answer("SELECT v", () -> FakeSessions.rows("2"));

        ScenarioOutcome outcome = runs.outcome(TWO_SESSIONS);

        ScenarioResult result = outcome.results().getFirst();
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why())
                .isEqualTo(
                        "s.yaml:6:5: step 2, b: SELECT v FROM t: expected (1), got ('2'); row 1, column v: expected 1, got '2'");
        assertThat(runs.log())
                .contains("DROP TABLE t", "DROP DATABASE IF EXISTS `DB`")
                .doesNotContain("SELECT MAX(v) FROM t");
    }

    @Test
    void a_check_that_does_not_hold_fails_the_scenario() {
        runs.sessions()
                .answer("SELECT v", () -> FakeSessions.rows("1"))
                .answer("SELECT MAX", () -> FakeSessions.rows("3"));

        ScenarioResult result = runs.run(TWO_SESSIONS);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why())
                .isEqualTo("s.yaml:9:5: check: kept: expected (1), got ('3'); row 1, column v: expected 1, got '3'");
        assertThat(result.checks()).isEmpty();
    }

    @Test
    void a_check_that_the_server_refuses_is_not_as_expected_and_one_that_does_not_reach_it_cannot_be_made() {
        runs.sessions().answer("SELECT v", () -> FakeSessions.rows("1"));
        runs.sessions().when("SELECT MAX", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146));
        assertThat(runs.run(TWO_SESSIONS).why())
                .isEqualTo("s.yaml:9:5: check: kept: expected (1), got error 1146: it failed");

        runs.sessions().when("SELECT MAX", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));
        ScenarioResult lost = runs.run(TWO_SESSIONS);

        assertThat(lost.status()).isEqualTo(Status.ERROR);
        assertThat(lost.why()).isEqualTo("it failed");
    }

    @Test
    void a_check_for_another_server_is_not_made() {
        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                steps:
                  - a: BEGIN
                checks:
                  - {sql: SELECT 1 FROM t, rows: [[1]], only-on: mariadb}
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.checks()).isEmpty();
        assertThat(runs.log()).doesNotContain("SELECT 1 FROM t");
    }

    @Test
    void a_setup_that_fails_breaks_the_scenario_and_its_database_is_dropped() {
        runs.sessions().when("CREATE TABLE", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064));

        ScenarioResult result = runs.run(TWO_SESSIONS);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).contains("setup: CREATE TABLE t (v INT)");
        assertThat(runs.log()).contains("DROP DATABASE IF EXISTS `DB`").doesNotContain("open a", "UPDATE t SET v = 1");
    }

    @Test
    void sessions_with_a_setup_connect_last_one_after_another_and_leave_by_their_teardown() {
        ScenarioResult result = runs.run("""
                scenario: s
                sessions:
                  ann: {setup: [SELECT 'ann is in'], teardown: ROLLBACK}
                  bob: {setup: [SELECT 'bob is in']}
                  plain:
                steps:
                  - plain: BEGIN
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log())
                .containsSubsequence(
                        "open plain", "open ann", "SELECT 'ann is in'", "open bob", "SELECT 'bob is in'", "BEGIN")
                .containsSubsequence("BEGIN", "ROLLBACK", "close ann", "DROP DATABASE IF EXISTS `DB`");
        assertThat(result.connectionIds()).isEqualTo(Map.of("plain", 77L, "ann", 78L, "bob", 79L));
    }

    @Test
    void a_session_that_connects_later_has_no_connection_before_its_step() {
        ScenarioResult result = runs.run("""
                scenario: s
                sessions: {a: , late: {connect: later}}
                steps:
                  - a: BEGIN
                  - connect: late
                  - late: SELECT 7
                  - disconnect: late
                  - cut: a
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log())
                .containsSubsequence("open a", "BEGIN", "open late", "SELECT 7", "close late", "abort a", "close a");
        assertThat(runs.recorder().events())
                .contains(new ScenarioEvent.Joined("a", 77), new ScenarioEvent.Joined("late", 78))
                .noneMatch(event -> event instanceof ScenarioEvent.Joined joined && joined.connectionId() == 0);
    }

    @Test
    void a_check_of_the_connection_is_made_as_the_sessions_user_on_a_connection_of_its_own() {
        runs.sessions().answer("SHOW DATABASES", () -> FakeSessions.rows("mysql"));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                steps:
                  - check: a
                    until: GettingVersion
                  - a: BEGIN
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log()).containsSubsequence("open a", "open check of a", "close check of a", "BEGIN");
    }

    @Test
    void a_check_of_the_connection_that_fails_is_not_as_expected() {
        AtomicInteger identified = new AtomicInteger();
        runs.sessions().when("SELECT VERSION()", () -> {
            if (identified.incrementAndGet() == 2) {
                FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1142).run();
            }
        });

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                steps:
                  - check: a
                    until: TestingConnection
                """);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why())
                .isEqualTo(
                        "s.yaml:4:5: step 1, a: (check up to TestingConnection): expected that it succeeds, got error"
                                + " 1142: it failed");
    }

    @Test
    void a_server_that_cannot_be_identified_is_sent_no_scenario() {
        runs.sessions().when("SELECT VERSION()", FakeSessions.failing(FailureKind.ACCESS_DENIED, 1045));

        ScenarioOutcome outcome = runs.outcome(TWO_SESSIONS);

        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.version()).isEmpty();
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(outcome.verdict().sentence()).isEqualTo("no scenario was run: it failed");
        assertThat(runs.recorder().beginnings()).isEmpty();
        assertThat(runs.log()).doesNotContain("CREATE DATABASE `DB`");
    }

    @Test
    void what_cannot_be_dropped_is_reported_as_left_behind() {
        runs.sessions()
                .answer("SELECT v", () -> FakeSessions.rows("1"))
                .answer("SELECT MAX", () -> FakeSessions.rows("1"))
                .when("DROP DATABASE", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1044));

        ScenarioOutcome outcome = runs.outcome(TWO_SESSIONS);

        ScenarioResult result = outcome.results().getFirst();
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.leftOvers()).singleElement().satisfies(left -> {
            assertThat(left.what()).startsWith("database tidb_client_");
            assertThat(left.why()).isEqualTo("it failed");
            assertThat(left.isOfFixture()).isTrue();
        });
        assertThat(outcome.verdict().sentence()).isEqualTo("1 of 1 scenario passed; some objects could not be removed");
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void values_that_steps_save_are_known_to_checks() {
        runs.sessions()
                .answer("SELECT v", () -> FakeSessions.rows("41"))
                .answer("SELECT MAX", () -> FakeSessions.rows("41"));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                steps:
                  - a: SELECT v FROM t
                    save: seen
                checks:
                  - {sql: SELECT MAX(v) FROM t, rows: [[{saved: seen}]]}
                """);

        assertThat(result.why()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void each_order_of_the_steps_is_a_run_of_its_own_with_the_checks_alone() {
        List<String> orders =
                runs.outcome("""
                        scenario: s
                        sessions: [a, b]
                        steps:
                          - a: SELECT 1 FROM t
                          - b: SELECT 2 FROM t
                        permutations: all
                        checks: [{sql: SELECT 3 FROM t, row-count: 0}]
                        """).results().stream().map(ScenarioResult::title).toList();

        assertThat(orders).containsExactly("s (order 1 of 2)", "s (order 2 of 2)");
        assertThat(runs.log())
                .containsSubsequence("SELECT 1 FROM t", "SELECT 2 FROM t", "SELECT 2 FROM t", "SELECT 1 FROM t");
    }
}
