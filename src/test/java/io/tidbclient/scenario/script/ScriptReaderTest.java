package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.ValueSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static io.tidbclient.scenario.script.TestScripts.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A script as a whole: its documents, its parts and what stands in a step. */
class ScriptReaderTest {
    @Test
    void a_step_is_a_sessions_name_and_its_statement() {
        Step step = first(TestScripts.steps("- a: SELECT 1;"));

        assertThat(step.session()).isEqualTo("a");
        assertThat(step.action())
                .isInstanceOfSatisfying(
                        Action.Run.class, run -> assertThat(run.sql().jdbc()).isEqualTo("SELECT 1"));
        assertThat(step.expectations()).isEmpty();
        assertThat(step.place().line()).isEqualTo(4);
    }

    @Test
    void saved_and_declared_values_are_bound_by_name() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                values: {start: 100, amount: {between: [1, 6]}, who: {one-of: [x, y]}}
                sessions: [a]
                setup: INSERT INTO t VALUES (:start)
                steps:
                  - a: SELECT v, id FROM t
                    save: {before: v}
                  - a: UPDATE t SET v = :before + :amount WHERE note <> ':none' -- :nor this
                """);

        assertThat(scenario.values()).containsEntry("amount", new ValueSource.Between(1, 6));
        assertThat(scenario.setup().getFirst().jdbc()).isEqualTo("INSERT INTO t VALUES (?)");
        Step update = ((Block.One) scenario.steps().get(1)).step();
        assertThat(((Action.Run) update.action()).sql().names()).containsExactly("before", "amount");
        assertThat(first(scenario).saves()).isEqualTo(Map.of("before", "v"));
    }

    @Test
    void several_documents_are_several_scenarios() {
        assertThat(TestScripts.all("""
                        scenario: x
                        sessions: [a]
                        steps: [{a: BEGIN}]
                        ---
                        scenario: y
                        sessions: [a]
                        steps: [{a: BEGIN}]
                        """)).extracting(Scenario::name).containsExactly("x", "y");
    }

    @Test
    void a_list_in_brackets_that_cuts_a_statement_at_its_comma_is_reported_with_its_place() {
        refuses(
                """
                scenario: s
                sessions: [a]
                setup: [CREATE TABLE t (id INT, v INT), INSERT INTO t VALUES (1)]
                steps: [{a: BEGIN}]
                """,
                "s.yaml:3:9: the parentheses of this statement do not match; where a list stands in [ ], a comma ends"
                        + " a statement: write each statement on a line of its own, behind a dash.");
    }

    @Test
    void parentheses_in_strings_and_names_do_not_count() {
        assertThat(TestScripts.all("""
                        scenario: s
                        sessions: [a]
                        setup:
                          - INSERT INTO t VALUES ('(', `)`)
                          - SELECT 1
                        steps: [{a: BEGIN}]
                        """)).hasSize(1);
    }

    @Test
    void an_expectation_as_a_key_is_answered_with_the_keys_that_there_are() {
        refusesSteps(
                "s.yaml:5:5: 'expect' is neither a session nor a key of a step; what is expected stands beside the"
                        + " session: " + String.join(", ", ExpectationReader.KEYS) + ".",
                "- a: SELECT 1",
                "  expect: 1");
    }

    @Test
    void a_misspelt_key_or_session_is_named_with_the_nearest_known_one() {
        refusesSteps(
                "s.yaml:5:5: 'row' is neither a session nor a key of a step; did you mean 'rows'?",
                "- a: SELECT 1",
                "  row: []");
        refusesSteps("s.yaml:4:5: 'c' is neither a session nor a key of a step; did you mean 'a'?", "- c: SELECT 1");
        refuses(
                "scenario: s\nsesions: [a]\n",
                "s.yaml:2:1: the scenario has no key 'sesions'; did you mean 'sessions'?");
    }

    @Test
    void steps_stand_before_teardown() {
        refuses(
                "scenario: s\nsessions: [a]\nteardown: DROP TABLE t\nsteps:\n  - a: BEGIN\n",
                "s.yaml:4:1: 'steps' stands after 'teardown', which always runs last; move it before.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1, 2]            | s.yaml:1:1: the scenario is a list; give a map that begins with 'scenario: NAME'.
            text              | s.yaml:1:1: the scenario is a single value; give a map that begins with 'scenario: NAME'.
            {scenario: s}     | s.yaml:1:1: there are no 'sessions'; name at least one.
            {scenario: [s]}   | s.yaml:1:12: scenario is a list; give its name.
            {sessions: [a]}   | s.yaml:1:1: the scenario has no name; begin it with 'scenario: NAME'.
            """)
    void yaml_of_the_wrong_type_is_refused(String script, String message) {
        refuses(script, message);
    }

    @Test
    void every_mistake_of_keys_steps_and_checks_is_reported() {
        List<String> mistakes = new ArrayList<>();

        List<Scenario> valid = TestScripts.reader().read("""
                scenario: one
                sessions: [a]
                steps:
                  - c: BEGIN
                  - a: SELECT 1
                    row: []
                  - parallel:
                      - [{a: SELECT 2}]
                      - [{b: SELECT 3}]
                checks:
                  - sql: SELECT 1
                ---
                scenario: two
                sesions: [a]
                step: []
                ---
                scenario: three
                sessions: [a]
                steps: [{a: BEGIN}]
                ---
                scenario: three
                sessions: [a]
                steps: [{a: BEGIN}]
                """, mistake -> mistakes.add(mistake.getMessage()));

        assertThat(mistakes)
                .containsExactly(
                        "s.yaml:4:5: 'c' is neither a session nor a key of a step; did you mean 'a'?",
                        "s.yaml:6:5: 'row' is neither a session nor a key of a step; did you mean 'rows'?",
                        "s.yaml:9:11: 'b' is neither a session nor a key of a step; did you mean 'a'?",
                        "s.yaml:11:5: a check needs 'sql' and what it must answer; give 'rows' for example.",
                        "s.yaml:14:1: the scenario has no key 'sesions'; did you mean 'sessions'?",
                        "s.yaml:15:1: the scenario has no key 'step'; did you mean 'steps'?",
                        "s.yaml:21:1: a scenario above is called 'three' too; give each a name of its own.");
        assertThat(valid).extracting(Scenario::name).containsExactly("three");
    }

    @Test
    void nothing_is_no_scenario() {
        refuses(
                "# nothing\n",
                "s.yaml: there is no scenario in this file; 'tidb-client scenarios new FILE' writes one to begin with.");
    }

    @Test
    void broken_yaml_is_placed() {
        assertThatThrownBy(() -> TestScripts.all("scenario: [s\nsessions: x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("s.yaml:2:")
                .hasMessageContaining("this is not valid YAML");
    }
}
