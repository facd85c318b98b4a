package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** How the sessions of a scenario are opened, and what is made of their connections before the first step. */
class SessionLoginTest {
    private static final String LIMITED = """
            scenario: s
            users: {app: {privileges: [SELECT, INSERT]}}
            sessions: {limited: {user: app}}
            steps:
              - limited: SELECT 5
            """;
    private static final String PLAIN = """
            scenario: s
            sessions: [a]
            steps:
              - a: SELECT 5
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    private void variable(String statement, String value) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Variable_name", "v");
        row.put("Value", value);
        runs.sessions().answer(statement, () -> FakeSessions.row(row));
    }

    @Test
    void a_session_has_the_level_the_mode_and_the_variables_of_the_script() {
        variable("SHOW VARIABLES WHERE", "READ-COMMITTED");
        variable("SHOW VARIABLES LIKE", "pessimistic");

        ScenarioResult result = runs.run("""
                scenario: s
                sessions:
                  a: {isolation: read committed, transactions: pessimistic, variables: {sql_mode: ANSI}}
                steps:
                  - a: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log())
                .containsSubsequence(
                        "open a",
                        "USE `DB`",
                        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                        "SET SESSION tidb_txn_mode = 'pessimistic'",
                        "SET SESSION sql_mode = ?",
                        "SELECT CONNECTION_ID()",
                        "SELECT 5");
    }

    @Test
    void a_session_with_another_level_than_it_set_cannot_run_the_scenario() {
        variable("SHOW VARIABLES WHERE", "REPEATABLE-READ");

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: {a: {isolation: read committed}}
                steps:
                  - a: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why())
                .startsWith("session a: The session has the isolation level REPEATABLE-READ after SET SESSION ");
        assertThat(runs.log()).doesNotContain("SELECT 5").containsSubsequence("open a", "close a");
    }

    @Test
    void the_users_of_a_scenario_are_made_with_their_privileges_and_dropped() {
        ScenarioResult result = runs.run(LIMITED);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log())
                .containsSubsequence(
                        "CREATE USER ? IDENTIFIED BY ?",
                        "GRANT SELECT, INSERT ON `DB`.* TO ?",
                        "open limited",
                        "SELECT 5",
                        "DROP USER IF EXISTS ?",
                        "DROP DATABASE IF EXISTS `DB`");
        assertThat(runs.sessions().opened())
                .filteredOn(settings -> settings.name().startsWith("limited"))
                .singleElement()
                .satisfies(settings -> assertThat(settings.user()).isNotEqualTo("root"));
    }

    @Test
    void a_user_without_rights_in_the_database_is_logged_in_all_the_same() {
        runs.sessions().when("USE", onlyAfter("open limited", FailureKind.UNKNOWN_DATABASE, 1044));
        assertThat(runs.run(LIMITED).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_user_who_may_not_enter_the_database_is_logged_in_all_the_same() {
        runs.sessions().when("USE", onlyAfter("open limited", FailureKind.NO_PRIVILEGE, 1044));
        assertThat(runs.run(LIMITED).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_connection_that_is_lost_on_entering_the_database_breaks_the_scenario() {
        runs.sessions().when("USE", onlyAfter("open limited", FailureKind.CONNECTION_LOST, 0));
        assertThat(runs.run(LIMITED).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void the_user_of_the_command_has_to_enter_the_database() {
        runs.sessions().when("USE", onlyAfter("open a", FailureKind.NO_PRIVILEGE, 1044));
        ScenarioResult result = runs.run(PLAIN);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(runs.log()).doesNotContain("SELECT 5");
    }

    /** Fails once that has happened; before, the database is entered by what makes it. */
    private Runnable onlyAfter(String line, FailureKind kind, int code) {
        return () -> {
            if (runs.sessions().log().contains(line)) {
                FakeSessions.failing(kind, code).run();
            }
        };
    }

    @Test
    void a_setup_of_a_session_that_fails_names_its_statement() {
        runs.sessions().when("SELECT 6", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: {a: {setup: [SELECT 6]}}
                steps:
                  - a: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).contains("setup: SELECT 6");
    }

    @Test
    void a_teardown_of_a_session_that_fails_is_reported_as_left_behind() {
        runs.sessions().when("SELECT 7", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: {a: {teardown: [SELECT 7, SELECT 8]}}
                steps:
                  - a: SELECT 5
                """);

        assertThat(result.leftOvers()).singleElement().satisfies(left -> {
            assertThat(left.what()).isEqualTo("session a");
            assertThat(left.why()).contains("teardown: SELECT 7");
            assertThat(left.isOfFixture()).isFalse();
        });
        assertThat(runs.log()).doesNotContain("SELECT 8").contains("DROP DATABASE IF EXISTS `DB`");
    }

    @Test
    void the_members_of_a_group_know_their_number_in_their_setup() {
        ScenarioResult result = runs.run("""
                scenario: s
                sessions: {worker: {count: 2, setup: ['SET @n = :member']}}
                steps:
                  - worker1: SELECT 5
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.log()).filteredOn("SET @n = ?"::equals).hasSize(2);
    }
}
