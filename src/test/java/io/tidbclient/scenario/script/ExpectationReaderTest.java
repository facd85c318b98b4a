package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static io.tidbclient.scenario.script.TestScripts.first;
import static org.assertj.core.api.Assertions.assertThat;

class ExpectationReaderTest {
    @Test
    void every_kind_of_expectation_is_read() {
        Step rows = first(TestScripts.steps(
                "- a: SELECT 1",
                "  columns: [x]",
                "  rows: [[1, 'a', null, 1.50, true], [{matches: 'b+'}, {anything: true}, 12:30, x, -3]]",
                "  within: 1s",
                "  not-before: 500ms",
                "  row-count: 2"));

        assertThat(rows.expectations())
                .hasSize(5)
                .contains(
                        new Expectation.Columns(List.of("x")),
                        new Expectation.MaxDuration(Duration.ofSeconds(1)),
                        new Expectation.MinDuration(Duration.ofMillis(500)),
                        new Expectation.RowCount(2));
        Expectation.Rows read = (Expectation.Rows) rows.expectations().getFirst();
        assertThat(read.ordered()).isTrue();
        assertThat(read.rows().getFirst())
                .containsExactly(
                        new Cell.Exactly(Scalar.Numeric.of(1)),
                        new Cell.Exactly(new Scalar.Text("a")),
                        new Cell.Exactly(new Scalar.Null()),
                        new Cell.Exactly(new Scalar.Numeric(new BigDecimal("1.50"))),
                        new Cell.Exactly(Scalar.Numeric.of(1)));
        assertThat(read.rows().get(1).get(2)).isEqualTo(new Cell.Exactly(new Scalar.Text("12:30")));
        assertThat(first(TestScripts.steps("- a: UPDATE t SET x = 1", "  affected: 3", "  blocks: b"))
                        .expectations())
                .containsExactly(new Expectation.Affected(3), new Expectation.Blocks(Set.of("b")));
        assertThat(first(TestScripts.steps("- a: COMMIT", "  unblocks: b")).expectations())
                .containsExactly(new Expectation.Unblocks(Set.of("b")));
        assertThat(first(TestScripts.steps("- a: SELECT 1", "  rows-in-any-order: []"))
                        .expectations())
                .containsExactly(new Expectation.Rows(List.of(), false));
    }

    @Test
    void an_error_is_a_number_a_name_a_sqlstate_or_a_pattern() {
        Step step = first(TestScripts.steps(
                "- a: UPDATE t SET x = 1",
                "  error: [1062, ER_LOCK_DEADLOCK, {sqlstate: '40001', matches: 'Dead.*'}]"));

        assertThat(step.expectations())
                .singleElement()
                .isInstanceOfSatisfying(Expectation.ExpectError.class, expectError -> {
                    assertThat(expectError.alternatives().stream().map(Expectation.ErrorPattern::code))
                            .containsExactly(1062, 1213, 0);
                    assertThat(expectError.alternatives().get(2).sqlState()).isEqualTo("40001");
                    assertThat(expectError.alternatives().get(2).message().pattern())
                            .isEqualTo("Dead.*");
                });
    }

    @Test
    void a_step_may_expect_something_else_on_another_server() {
        Step step = first(TestScripts.steps(
                "- a: SELECT 1", "  rows: [[1]]", "  on-mariadb: {rows: [[2]]}", "  only-on: [tidb, mariadb]"));

        assertThat(step.onlyOn().shown()).isEqualTo("tidb or mariadb");
        assertThat(step.expectedOn(Servers.MARIADB)).isNotEqualTo(step.expectedOn(Servers.TIDB));
        assertThat(step.expectedOn(Servers.MYSQL)).isEqualTo(step.expectedOn(Servers.TIDB));
    }

    @Test
    void an_expectation_that_cannot_be_met_is_refused() {
        refusesSteps(
                "s.yaml:5:5: UPDATE never answers with rows, so 'rows' cannot be met; expect 'affected', or nothing.",
                "- a: UPDATE t SET x = 1",
                "  rows: [[1]]");
        refusesSteps(
                "s.yaml:5:5: SELECT changes no rows, so 'affected' cannot be met; expect 'rows'.",
                "- a: SELECT 1",
                "  affected: 1");
        refusesSteps(
                "s.yaml:6:5: a statement that fails has no rows; expect one of them, or use 'either'.",
                "- a: SELECT 1",
                "  rows: []",
                "  error: 1064");
        refusesSteps(
                "s.yaml:5:13: a session cannot wait for itself; name another one.", "- a: SELECT 1", "  blocks: a");
        refusesSteps(
                "s.yaml:5:20: this row has 1 values and the first has 2; give each as many.",
                "- a: SELECT 1, 2",
                "  rows: [[1, 2], [5]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            either: [{}, {error: 1213}]                | 5:14: this alternative of 'either' is met by any success; add an expectation, 'affected' for example.
            either: [{affected: 1}, {unblocks: b}]     | 5:30: one of 'either' has no key 'unblocks'; it may have rows, rows-in-any-order, row-count, columns, result, results, affected, matched, changed, warnings, warning-count, error, within, not-before.
            either: [{affected: 1}]                    | 5:13: 'either' needs two or more; give them, or write the expectation without it.
            error: {}                                  | 5:12: this names no particular error; give code, sqlstate or matches, or write any.
            error: [1062, any]                         | 5:12: 'any' means the other errors, too; remove it, or them.
            error: {code: 2013, sqlstate: 08S01}       | 5:12: a connection that is lost has neither a message nor an SQLSTATE of the server; give its code alone.
            error: {code: CR_SERVER_LOST, matches: x}  | 5:12: a connection that is lost has neither a message nor an SQLSTATE of the server; give its code alone.
            error: []                                  | 5:12: error is empty; give an error's number or name, or a map with code, sqlstate or matches.
            blocks: []                                 | 5:13: blocks is empty; give a session or a list of sessions.
            affected: 1, either: [{error: 1}, {affected: 1}] | 5:18: a statement that fails has no affected; move it into those of 'either' that do not fail.
            within: 1s, not-before: 2s               | 5:5: 'within' must not be shorter than 'not-before'.
            """)
    void an_expectation_that_everything_or_nothing_meets_is_refused(String expectation, String message) {
        refusesSteps("s.yaml:" + message, "- {a: UPDATE t SET x = 1,", "  " + expectation + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rows: [[{anything: false}]] | 5:24: 'anything' can only be true; give the value that is expected otherwise.
            rows: [[]]                  | 5:12: no row is without values; give them, or [] for no rows at all.
            columns: []                 | 5:14: columns is empty; give a list of names.
            """)
    void rows_that_everything_or_nothing_meets_are_refused(String expectation, String message) {
        refusesSteps("s.yaml:" + message, "- a: SELECT 1", "  " + expectation);
    }

    @Test
    void a_saved_value_is_not_compared_with_itself() {
        refusesSteps(
                "s.yaml:7:5: {saved: x} would be compared with what this step saves itself; save it as another name.",
                "- {a: SELECT 1, save: x}",
                "- a: SELECT 1",
                "  rows: [[{saved: x}]]",
                "  save: x");
    }

    @Test
    void a_saved_value_is_not_compared_with_itself_on_any_server() {
        refusesSteps(
                "s.yaml:8:5: {saved: x} would be compared with what this step saves itself; save it as another name.",
                "- {a: SELECT 1, save: x}",
                "- a: SELECT 1",
                "  rows: [[1]]",
                "  on-mariadb: {rows: [[{saved: x}]]}",
                "  save: x");
    }

    @Test
    void a_statement_with_with_is_what_its_main_part_is() {
        assertThat(first(TestScripts.steps(
                                "- a: WITH c (x) AS (SELECT ')' FROM (SELECT 1) d), `update` AS (SELECT 2) /* delete */ UPDATE t SET v = 1",
                                "  affected: 1"))
                        .expectations())
                .containsExactly(new Expectation.Affected(1));
        assertThat(first(TestScripts.steps("- a: WITH RECURSIVE c AS (SELECT 1) SELECT * FROM c", "  row-count: 1"))
                        .expectations())
                .containsExactly(new Expectation.RowCount(1));
        refusesSteps(
                "s.yaml:5:5: UPDATE never answers with rows, so 'rows' cannot be met; expect 'affected', or nothing.",
                "- a: WITH c AS (SELECT 1) UPDATE t SET x = 1",
                "  rows: [[1]]");
        refusesSteps(
                "s.yaml:7:5: UPDATE never answers with rows, so 'rows' cannot be met; expect 'affected', or nothing.",
                "- a: |",
                "    # a comment",
                "    UPDATE t SET x = 1",
                "  rows: [[1]]");
    }

    @Test
    void statements_of_a_step_are_read_in_order_and_prepared_where_session_or_step_say_so() {
        Action.Run several =
                (Action.Run) first(TestScripts.steps("- {a: [BEGIN, DELETE FROM t], affected: 1, prepared: true}"))
                        .action();
        String session = "scenario: s\nsessions: {g: {count: 2, prepared: true}}\nsteps: [{g2: SELECT 1%s}]\n";

        assertThat(several.shown()).isEqualTo("BEGIN; DELETE FROM t");
        assertThat(several.prepared()).isTrue();
        assertThat(((Action.Run) first(TestScripts.one(session.formatted(""))).action()).prepared())
                .isTrue();
        assertThat(((Action.Run) first(TestScripts.one(session.formatted(", prepared: false")))
                                .action())
                        .prepared())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DELETE FROM t, changed: 1 | 24 | a server reports 'changed' of an UPDATE alone; expect 'affected'.
            DELETE FROM t, results: [] | 24 | DELETE never answers with rows, so 'results' cannot be met; expect 'affected', or nothing.
            CALL p(), results: [{}] | 29 | nothing is expected of this result; give 'rows' or 'row-count' for example.
            CALL p(), results: [{affected: 1}] | 30 | one of 'results' has no key 'affected'; it may have rows, rows-in-any-order, row-count, columns.
            CALL p(), results: [], rows: [[1]] | 32 | 'results' has what is expected of every result; move 'rows' into it.
            SELECT 1, warnings: {} | 29 | this names no particular warning; give code, level or matches, or use 'warning-count'.
            SELECT 1, warnings: {level: bad} | 37 | 'bad' is not a level; give Note, Warning or Error.
            SELECT 1, error: 1, warnings: [] | 19 | a statement that fails has no warnings; expect one of them, or use 'either'.
            [SELECT f(1, 2), SELECT 2] | 10 | the parentheses of this statement do not match; where a list stands in [ ], a comma ends a statement: write each statement on a line of its own, behind a dash.
            """)
    void what_no_statement_of_its_kind_reports_is_refused(String step, int column, String message) {
        refusesSteps("s.yaml:4:" + column + ": " + message, "- {a: " + step + "}");
    }

    @Test
    void only_statements_are_prepared_and_warn() {
        refusesSteps(
                "s.yaml:4:18: only statements can be prepared; remove 'prepared'.", "- {connect: a, prepared: true}");
        refusesSteps("s.yaml:4:18: connecting cannot meet 'warnings'; remove it.", "- {connect: a, warnings: []}");
    }
}
