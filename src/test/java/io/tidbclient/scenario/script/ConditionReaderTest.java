package io.tidbclient.scenario.script;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static org.assertj.core.api.Assertions.assertThat;

/** Conditions about servers: releases are compared by their numbers, as many as the condition has. */
class ConditionReaderTest {
    private static ServerVersion tidb(String release) {
        return new ServerVersion(Product.TIDB, release, "", "tikv", false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tidb                 | v8.5.4                | true
            tidb >= 8.5.6        | v8.5.5                | false
            tidb >= 8.5.6        | v8.5.6                | true
            tidb>=8.5.6          | v8.10.0               | true
            tidb <= 8.5          | v8.5.4                | true
            tidb > 8.5           | v8.5.4                | false
            tidb = 8.5           | v8.5.4-20250101-abcde | true
            tidb = 8.5.4         | v8.5.40               | false
            tidb >= 9.0.0        | v9.0.0-beta.2         | true
            tidb >= 8.1 < 8.5.4  | v8.5.3                | true
            tidb >= 8.1 < 8.5.4  | v8.5.4                | false
            tidb/tikv >= 8       | v8.5.4                | true
            tidb/unistore        | v8.5.4                | false
            '[mariadb, tidb < 9]'| v8.5.4                | true
            mariadb < 11         | v8.5.4                | false
            tidb >= 8            | CLOUD.202603.4        | false
            """)
    void a_release_is_compared_by_as_many_numbers_as_the_condition_has(String text, String release, boolean holds) {
        Scenario scenario = TestScripts.one("only-on: " + text + "\n" + TestScripts.script("- a: BEGIN"));

        assertThat(scenario.onlyOn().holds(tidb(release))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            oracle          | 'oracle' is not a known server; give tidb, mysql or mariadb.
            tidb 8.5        | 'tidb 8.5' is not a condition on servers; give tidb, mysql or mariadb, such as 'tidb >= 8.5.6'.
            tidb >= v8.5    | 'v8.5' is not a version; give up to four numbers, such as 8.5.6.
            tidb >= 8..5    | '8..5' is not a version; give up to four numbers, such as 8.5.6.
            tidb => 8.5     | '=>' is not a comparison; give one of >= <= > < =.
            tidb/rocksdb    | 'rocksdb' is not a storage of TiDB; give tikv or unistore.
            mariadb/tikv    | only TiDB reports its storage; remove '/tikv'.
            """)
    void what_is_no_condition_is_refused(String text, String message) {
        refuses("only-on: " + text + "\n" + TestScripts.script("- a: BEGIN"), "s.yaml:1:10: " + message);
        refusesSteps("s.yaml:5:14: " + message, "- a: BEGIN", "  only-on: " + text);
    }

    @Test
    void a_condition_that_no_server_meets_is_refused() {
        refuses(
                "only-on: tidb >= 9 < 8\n" + TestScripts.script("- a: BEGIN"),
                "s.yaml:1:1: no server is tidb >= 9 < 8, so that this is never run; correct 'only-on'.");
        refuses(
                "only-on: tidb\n" + TestScripts.script("- {a: BEGIN, only-on: mariadb}"),
                "s.yaml:5:5: this is for no server that the scenario is for; correct 'only-on'.");
        refusesSteps(
                "s.yaml:4:67: no server is left for 'on-tidb < 8': others before it, or 'only-on', leave none; remove"
                        + " or correct it.",
                "- {a: DELETE FROM t, on-tidb < 8.5: {affected: 1}, affected: 2, on-tidb < 8: {affected: 3}}");
    }

    @Test
    void the_first_expectations_that_are_for_the_server_count() {
        Step step = TestScripts.first(TestScripts.steps(
                "- {a: DELETE FROM t, affected: 1, on-tidb < 8: {affected: 2}, on-tidb: {affected: 3}}"));

        assertThat(step.expectedOn(tidb("v7.5.0"))).hasToString("[Affected[rows=2]]");
        assertThat(step.expectedOn(tidb("v8.5.4"))).hasToString("[Affected[rows=3]]");
        assertThat(step.expectedOn(Servers.MARIADB)).hasToString("[Affected[rows=1]]");
    }

    @Test
    void a_list_of_steps_is_run_on_the_servers_of_its_key_and_the_rest_otherwise() {
        Scenario scenario = TestScripts.steps(
                "- on-tidb >= 8: [{a: SELECT 1}, {repeat: 2, steps: [{a: SELECT 2}]}]",
                "  on-tidb: [{a: SELECT 3}]",
                "  otherwise: [{on-mysql: [{a: SELECT 4}]}, {a: SELECT 5}]");

        assertThat(taken(scenario, tidb("v8.5.4"))).containsExactly("SELECT 1", "SELECT 2");
        assertThat(taken(scenario, tidb("v7.5.4"))).containsExactly("SELECT 3");
        assertThat(taken(scenario, Servers.MYSQL)).containsExactly("SELECT 4", "SELECT 5");
        assertThat(taken(scenario, Servers.MARIADB)).containsExactly("SELECT 5");
    }

    private static List<String> taken(Scenario scenario, ServerVersion server) {
        return scenario.steps().stream()
                .flatMap(Block::steps)
                .filter(step -> step.onlyOn().holds(server))
                .map(step -> step.action().shown())
                .toList();
    }

    @Test
    void otherwise_stands_last_and_barriers_outside() {
        refusesSteps(
                "s.yaml:4:34: 'otherwise' stands last; move it behind 'on-tidb'.",
                "- {otherwise: [{a: SELECT 1}], on-tidb: [{a: SELECT 2}]}");
        refusesSteps(
                "s.yaml:4:28: a barrier is awaited on every server; put it outside of 'on-…'.",
                "- parallel: [[{on-tidb: [{barrier: x}]}, {a: BEGIN}], [{barrier: x}, {b: BEGIN}]]");
    }

    @Test
    void what_is_saved_by_some_releases_is_not_known_on_others() {
        String save = "- {a: SELECT 1, save: x, only-on: [tidb >= 8.5.6, mysql, mariadb]}";

        refusesSteps(
                "s.yaml:5:8: :x has no value here on TiDB before 8.5.6; save it there too, or use it with 'only-on'.",
                save,
                "- a: SELECT :x");
        assertThat(TestScripts.steps(save, "- {a: 'SELECT :x', only-on: tidb >= 9}")
                        .steps())
                .hasSize(2);
        refusesSteps(
                "s.yaml:5:8: :x has no value here on TiDB on tikv; save it there too, or use it with 'only-on'.",
                "- {a: SELECT 1, save: x, only-on: [tidb/unistore, mysql, mariadb]}",
                "- a: SELECT :x");
    }

    @Test
    void a_check_has_expectations_on_every_server_that_it_is_made_on() {
        String script = TestScripts.script("- a: BEGIN") + "checks:\n  - ";

        refuses(
                script + "{sql: SELECT 1, on-tidb: {rows: [[1]]}}",
                "s.yaml:6:5: nothing is expected of this check on MariaDB and MySQL; add 'rows' for example, or"
                        + " 'only-on'.");
        refuses(
                script + "{sql: SELECT 1, rows: [[1]], on-tidb: {}}",
                "s.yaml:6:43: this says nothing of the answer; give 'rows' for example.");
        refuses(
                script + "{sql: SELECT 1, rows: [[1]], on-tidb: {affected: 1}}",
                "s.yaml:6:44: on-tidb has no key 'affected'; it may have rows, rows-in-any-order, row-count, columns,"
                        + " result.");
        assertThat(TestScripts.one(script + "{sql: SELECT 1, on-tidb: {rows: [[1]]}, only-on: tidb}")
                        .checks())
                .hasSize(1);
    }

    @Test
    void other_orders_are_verified_by_a_check_on_every_server() {
        refuses(
                TestScripts.script("- a: BEGIN", "- b: BEGIN")
                        + "permutations: all\nchecks: {sql: SELECT 1, rows: [[1]], only-on: tidb >= 8}\n",
                "s.yaml:1:1: orders other than the script's are verified by 'checks' only, and there are none on"
                        + " MariaDB and MySQL and TiDB before 8; add one.");
    }
}
