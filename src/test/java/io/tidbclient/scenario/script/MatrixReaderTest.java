package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SessionPlan.Mode;
import io.tidbclient.scenario.Step;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One script for several isolation levels and transaction modes. */
class MatrixReaderTest {
    private static final String FOUR = """
            scenario: s
            matrix: {isolation: [read committed, repeatable read], transactions: [pessimistic, optimistic]}
            sessions: [a, b]
            """;

    @Test
    void a_script_is_a_scenario_for_each_level_and_mode() {
        List<Scenario> scenarios = TestScripts.all(FOUR + "steps: [{a: BEGIN}]\n");

        assertThat(scenarios)
                .extracting(Scenario::name)
                .containsExactly(
                        "s, read committed, pessimistic",
                        "s, repeatable read, pessimistic",
                        "s, read committed, optimistic",
                        "s, repeatable read, optimistic");
        assertThat(scenarios.get(1).sessions())
                .extracting(SessionPlan::isolation, SessionPlan::mode)
                .containsOnly(tuple(Optional.of("REPEATABLE READ"), Optional.of(Mode.PESSIMISTIC)));
    }

    @Test
    void a_session_with_a_level_of_its_own_is_refused() {
        refuses("""
                scenario: s
                matrix: {isolation: [read committed, repeatable read]}
                sessions: {a: , observer: {isolation: read committed}}
                steps: [{a: BEGIN}]
                """, "s.yaml:3:28: 'matrix' gives each session its isolation; remove it here.");
    }

    @Test
    void variants_that_no_server_of_the_scenario_has_are_left_out() {
        assertThat(TestScripts.all("""
                        scenario: s
                        only-on: mariadb
                        matrix: {transactions: [pessimistic, optimistic]}
                        sessions: [a]
                        steps: [{a: BEGIN}]
                        """)).extracting(Scenario::name).containsExactly("s, pessimistic");
        refuses("""
                scenario: s
                only-on: mariadb
                matrix: {transactions: optimistic}
                sessions: [a]
                steps: [{a: BEGIN}]
                """, "s.yaml:1:1: no server of 'only-on' has a level and a mode of the matrix; correct one of them.");
    }

    @Test
    void each_is_for_the_servers_that_have_its_level_and_mode() {
        List<Scenario> scenarios = TestScripts.all("""
                scenario: s
                matrix: {isolation: [serializable, repeatable read], transactions: [optimistic, pessimistic]}
                only-on: [tidb, mariadb]
                sessions: [a]
                steps: [{a: BEGIN}]
                """);

        assertThat(scenarios.stream().collect(Collectors.toMap(Scenario::name, MatrixReaderTest::products)))
                .isEqualTo(Map.of(
                        "s, repeatable read, optimistic", List.of(Product.TIDB),
                        "s, serializable, pessimistic", List.of(Product.MARIADB),
                        "s, repeatable read, pessimistic", List.of(Product.TIDB, Product.MARIADB)));
    }

    @Test
    void the_first_expectations_that_are_for_a_variant_replace_all_others_of_the_step() {
        List<Scenario> scenarios = TestScripts.all(FOUR + """
                steps:
                  - a: UPDATE t SET v = 1
                    affected: 2
                    within: 1s
                    on-mariadb: {affected: 3}
                    at-read committed, pessimistic: {affected: 4, on-mysql: {affected: 5}}
                    at-read committed: {affected: 6}
                    at-optimistic: {}
                """);

        assertThat(scenarios)
                .extracting(scenario -> TestScripts.first(scenario).expected().usual().stream()
                        .map(Expectation::toString)
                        .toList())
                .satisfiesExactly(
                        only -> assertThat(only).singleElement().asString().contains("4"),
                        usual -> assertThat(usual).hasSize(2),
                        only -> assertThat(only).singleElement().asString().contains("6"),
                        none -> assertThat(none).isEmpty());
        assertThat(scenarios)
                .extracting(scenario ->
                        TestScripts.first(scenario).expected().elsewhere().size())
                .containsExactly(1, 1, 0, 0);
    }

    @Test
    void steps_and_checks_can_stand_for_some_variants_only() {
        List<Scenario> scenarios = TestScripts.all(FOUR + """
                steps:
                  - at-optimistic:
                      - a: BEGIN OPTIMISTIC
                      - at-read committed: [{a: SELECT 1}]
                    at-repeatable read: [{b: BEGIN}]
                    otherwise: [{a: BEGIN PESSIMISTIC}]
                  - parallel:
                      - - a: SELECT 2
                        - at-pessimistic: [{a: SELECT 3}]
                      - b: SELECT 4
                checks:
                  - at-optimistic: [{sql: SELECT 1, rows: [[1]]}]
                  - sql: SELECT 2
                    rows: [[3]]
                    at-pessimistic: {rows: [[2]]}
                """);

        assertThat(scenarios)
                .extracting(MatrixReaderTest::statements)
                .containsExactly(
                        List.of("a BEGIN PESSIMISTIC", "a SELECT 2", "a SELECT 3", "b SELECT 4"),
                        List.of("b BEGIN", "a SELECT 2", "a SELECT 3", "b SELECT 4"),
                        List.of("a BEGIN OPTIMISTIC", "a SELECT 1", "a SELECT 2", "b SELECT 4"),
                        List.of("a BEGIN OPTIMISTIC", "a SELECT 2", "b SELECT 4"));
        assertThat(scenarios)
                .extracting(scenario -> scenario.checks().stream()
                        .map(check -> check.sql().written())
                        .toList())
                .containsExactly(
                        List.of("SELECT 2"),
                        List.of("SELECT 2"),
                        List.of("SELECT 1", "SELECT 2"),
                        List.of("SELECT 1", "SELECT 2"));
        assertThat(scenarios)
                .extracting(scenario -> scenario.checks().getLast())
                .extracting(Check::expected)
                .extracting(expected -> expected.usual().toString().contains("2"))
                .containsExactly(true, true, false, false);
    }

    @Test
    void the_scenario_itself_can_differ() {
        List<Scenario> scenarios = TestScripts.all(FOUR + """
                anomaly: P4
                outcome: happens
                steps: [{a: BEGIN}]
                at-optimistic:
                  outcome: prevented
                  steps: [{b: BEGIN}, {b: COMMIT, at-repeatable read: {error: 9007}}]
                """);

        assertThat(scenarios)
                .extracting(scenario ->
                        scenario.purpose().claim().orElseThrow().effect().label())
                .containsExactly("happens", "happens", "prevented", "prevented");
        assertThat(scenarios)
                .extracting(scenario -> statements(scenario).size())
                .containsExactly(1, 1, 2, 2);
    }

    @Test
    void what_no_variant_is_for_is_refused() {
        refuses(
                FOUR + "steps: [{a: BEGIN, at-serializable: {error: any}}]\n",
                "s.yaml:4:20: 'at-serializable' matches no combination of the matrix: read committed, pessimistic; repeatable"
                        + " read, pessimistic; read committed, optimistic; repeatable read, optimistic.");
        refuses(
                FOUR + "steps: [{a: BEGIN, at-home: {error: any}}]\n",
                "s.yaml:4:20: 'at-home' matches no combination of the matrix: read committed, pessimistic; repeatable read,"
                        + " pessimistic; read committed, optimistic; repeatable read, optimistic.");
        refuses(
                "scenario: s\nsessions: [a]\nsteps: [{a: BEGIN, at-optimistic: {error: any}}]\n",
                "s.yaml:3:20: 'at-optimistic' is neither a session nor a key of a step; the scenario has no 'matrix' of"
                        + " levels and modes.");
    }

    @Test
    void a_matrix_that_cannot_be_meant_is_refused() {
        refuses(
                matrix("{isolation: [serializable], transactions: optimistic}"),
                "s.yaml:2:1: no server supports any combination of this matrix: optimistic transactions exist on TiDB alone, at read committed and"
                        + " repeatable read; correct the matrix.");
        refuses(
                matrix("{isolation: [read commited]}"),
                "s.yaml:2:22: 'read commited' is no isolation level; give a level: read uncommitted, read committed, repeatable read or"
                        + " serializable.");
        refuses(
                matrix("{isolation: [read committed, read committed]}"),
                "s.yaml:2:38: 'read committed' was already given; remove it.");
        refuses(
                matrix("{}"),
                "s.yaml:2:1: 'matrix' is empty; give a map with lists of levels and modes: 'isolation: [read committed,"
                        + " repeatable read]', 'transactions: [pessimistic, optimistic]'.");
        refuses(
                matrix("{levels: [read committed]}"),
                "s.yaml:2:10: 'matrix' has no key 'levels'; it may have isolation, transactions.");
    }

    @Test
    void what_stands_for_a_variant_in_the_wrong_place_is_refused() {
        refuses(
                FOUR + "steps: [{a: BEGIN, at-optimistic: {limit: 1s}}]\n",
                "s.yaml:4:36: 'limit' is no expectation; only expectations differ within a step, others in a step of its"
                        + " own: '- at-…: [steps]'.");
        refuses(
                FOUR + "steps: [{otherwise: [{a: BEGIN}], at-optimistic: [{b: BEGIN}]}]\n",
                "s.yaml:4:10: 'otherwise' stands last; move it behind the others.");
        refuses(
                FOUR + "steps: [{at-optimistic: {b: BEGIN}}]\n",
                "s.yaml:4:25: an entry 'at-…' in the place of a step is a map; give a list of steps, such as '- a: BEGIN'.");
    }

    @Test
    void an_entry_that_no_combination_selects_is_refused() {
        refuses(
                FOUR
                        + "steps: [{a: BEGIN, at-optimistic: {error: any}, 'at-read committed, optimistic': {error: 1}}]\n",
                "s.yaml:4:49: no combination of the matrix is left for this entry: those before it are for all of them;"
                        + " remove or correct it.");
        refuses(
                FOUR + "steps: [{a: BEGIN, at-optimistic: {error: any}, at-OPTIMISTIC: {error: 1}}]\n",
                "s.yaml:4:49: no combination of the matrix is left for this entry: those before it are for all of them;"
                        + " remove or correct it.");
        refuses(
                FOUR
                        + "steps: [{at-optimistic: [{a: BEGIN}], at-pessimistic: [{b: BEGIN}], otherwise: [{c: BEGIN}]}]\n",
                "s.yaml:4:69: no combination of the matrix is left for this entry: those before it are for all of them;"
                        + " remove or correct it.");
        refuses(
                FOUR + "steps: [{a: BEGIN}]\nat-optimistic: {matrix: {isolation: serializable}}\n",
                "s.yaml:5:17: 'matrix' cannot stand in an entry 'at-…'; move it to the scenario.");
    }

    @Test
    void sessions_and_steps_may_have_names_that_begin_as_conditions_do() {
        List<Scenario> scenarios = TestScripts.all("""
                scenario: s
                matrix: {transactions: [pessimistic, optimistic]}
                sessions: {at-home: , on-b: }
                steps:
                  - at-home: SELECT 1
                    name: at-x
                  - on-b: SELECT 2
                    name: y
                    at-optimistic: {rows: [[2]]}
                permutations:
                  - order: [y, at-x]
                    expect: {at-x: {rows: [[1]], at-pessimistic: {rows: [[3]]}}}
                """);

        assertThat(scenarios)
                .extracting(MatrixReaderTest::statements)
                .containsOnly(List.of("at-home SELECT 1", "on-b SELECT 2"));
    }

    @Test
    void what_is_expected_on_other_servers_only_is_not_asked_of_a_variant() {
        assertThat(TestScripts.all("""
                        scenario: s
                        matrix: {transactions: [optimistic]}
                        sessions: [a]
                        steps: [{a: BEGIN, on-mariadb: {error: any}}]
                        checks: [{sql: SELECT 1, on-tidb: {rows: [[1]]}}]
                        """)).hasSize(1);
    }

    @Test
    void a_mistake_of_all_variants_is_reported_once() {
        List<String> mistakes = new ArrayList<>();

        List<Scenario> scenarios = TestScripts.reader()
                .read(
                        FOUR + "steps: [{c: BEGIN}, {a: BEGIN, at-optimistic: {error: no-such}}]\n",
                        (ConfigException mistake) -> mistakes.add(mistake.getMessage()));

        assertThat(scenarios).isEmpty();
        assertThat(mistakes)
                .satisfiesExactly(
                        all -> assertThat(all).startsWith("s.yaml:4:10: 'c' is neither a session"),
                        some -> assertThat(some).startsWith("s.yaml:4:55: 'no-such' is no"));
    }

    private static String matrix(String matrix) {
        return "scenario: s\nmatrix: " + matrix + "\nsessions: [a]\nsteps: [{a: BEGIN}]\n";
    }

    private static List<Product> products(Scenario scenario) {
        return List.of(Product.TIDB, Product.MYSQL, Product.MARIADB).stream()
                .filter(product -> scenario.servers().where(scenario.onlyOn()).stream()
                        .anyMatch(server -> server.server().product() == product))
                .toList();
    }

    private static List<String> statements(Scenario scenario) {
        return scenario.steps().stream()
                .flatMap(Block::steps)
                .map(MatrixReaderTest::statement)
                .toList();
    }

    private static String statement(Step step) {
        return step.session() + " " + ((Action.Run) step.action()).sql().written();
    }
}
