package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SessionPlan.Login;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.ValueSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptReaderTest {
    private static Step first(Scenario scenario) {
        return ((Block.One) scenario.steps().getFirst()).step();
    }

    private static void refuses(String script, String message) {
        assertThatThrownBy(() -> TestScripts.all(script))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static void refusesSteps(String message, String... lines) {
        refuses(TestScripts.script(lines), message);
    }

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
    void sessions_have_levels_modes_variables_and_users() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                users:
                  app: {privileges: [SELECT, INSERT], with: WITH MAX_USER_CONNECTIONS 1}
                sessions:
                  a: {isolation: read-committed, transactions: optimistic, variables: {innodb_lock_wait_timeout: 1}}
                  worker: {count: 3, user: app}
                  known: {user: report, password-variable: REPORT_PASSWORD, connect: later}
                steps:
                  - worker2: SELECT 1
                """);

        SessionPlan a = scenario.sessions().getFirst();
        assertThat(a.isolation()).contains("READ COMMITTED");
        assertThat(a.mode()).contains(SessionPlan.Mode.OPTIMISTIC);
        assertThat(a.variables()).isEqualTo(Map.of("innodb_lock_wait_timeout", Scalar.Numeric.of(1)));
        assertThat(scenario.connections()).containsExactly("a", "worker1", "worker2", "worker3", "known");
        assertThat(scenario.sessions().get(1).user()).contains(new Login.Made("app"));
        assertThat(scenario.sessions().get(2).later()).isTrue();
        assertThat(scenario.sessions().get(2).user())
                .hasValueSatisfying(login -> assertThat(login)
                        .isInstanceOfSatisfying(
                                Login.Known.class,
                                known -> assertThat(known.password().reveal()).isEqualTo("from REPORT_PASSWORD")));
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
    void a_step_may_expect_something_else_on_another_server() {
        Step step = first(TestScripts.steps(
                "- a: SELECT 1", "  rows: [[1]]", "  on-mariadb: {rows: [[2]]}", "  only-on: [tidb, mariadb]"));

        assertThat(step.onlyOn()).containsExactlyInAnyOrder(Product.TIDB, Product.MARIADB);
        assertThat(step.expectedOn(Product.MARIADB)).isNotEqualTo(step.expectedOn(Product.TIDB));
        assertThat(step.expectedOn(Product.MYSQL)).isEqualTo(step.expectedOn(Product.TIDB));
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
    void the_limit_of_orders_holds_for_the_steps_that_are_taken_on_a_server() {
        // Where the group itself has a step after each two of its members, these two alone can change places.
        String script = """
                scenario: s
                %s
                sessions: {g: {count: 2}}
                steps: [%s]
                permutations: all
                checks: [{sql: SELECT 1, rows: [[1]]}]
                """;
        String everywhere = String.join(", ", Collections.nCopies(7, "{g1: SELECT 1}, {g2: SELECT 1}, {g: SELECT 1}"));
        String onMariaDb = everywhere.replace("{g: SELECT 1}", "{g: SELECT 1, only-on: mariadb}");

        assertThat(TestScripts.one(script.formatted("", everywhere)).permutations())
                .isPresent();
        assertThat(TestScripts.one(script.formatted("only-on: mariadb", onMariaDb))
                        .permutations())
                .isPresent();
        refuses(
                script.formatted("", onMariaDb),
                "s.yaml:5:15: there are more than 1000 orders on TiDB, too many to run; give {sample: 50} for example.");
    }

    @Test
    void permutations_are_all_a_sample_or_chosen() {
        String steps = """
                scenario: s
                sessions: [a, b]
                steps:
                  - {a: BEGIN, name: x}
                  - {b: BEGIN, name: y}
                checks: {sql: SELECT 1, rows: [[1]]}
                """;
        assertThat(TestScripts.one(steps + "permutations: all\n").permutations())
                .contains(new Interleaving.All());
        assertThat(TestScripts.one(steps + "permutations: {sample: 7}\n").permutations())
                .contains(new Interleaving.Sample(7));
        assertThat(TestScripts.one(steps + "permutations: [[y, x]]\n").permutations())
                .contains(new Interleaving.Chosen(List.of(List.of("y", "x"))));
        refuses(steps + "permutations: [[x, z]]\n", "s.yaml:7:20: there is no step 'z'; did you mean 'x'?");
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
            either: [{affected: 1}, {unblocks: b}]     | 5:30: one of 'either' has no key 'unblocks'; it may have rows, rows-in-any-order, row-count, columns, result, affected, error, within, not-before.
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
    void other_orders_need_checks() {
        refuses(
                "scenario: s\nsessions: [a, b]\nsteps: [{a: BEGIN}, {b: BEGIN}]\npermutations: all\n",
                "s.yaml:4:1: orders other than the script's are verified by 'checks' only, and there are none; add them.");
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
    void steps_stand_before_teardown() {
        refuses(
                "scenario: s\nsessions: [a]\nteardown: DROP TABLE t\nsteps:\n  - a: BEGIN\n",
                "s.yaml:4:1: 'steps' stands after 'teardown', which always runs last; move it before.");
    }

    @Test
    void a_barrier_that_no_other_track_has_is_refused() {
        refusesSteps(
                "s.yaml:6:9: no other track has the barrier 'x'; add it to another track of the block.",
                "- parallel:",
                "  - - a: BEGIN",
                "    - barrier: x",
                "  - b: BEGIN");
        refusesSteps(
                "s.yaml:7:9: the barrier 'x' waits for a track that has ended by then; let each track come to it as"
                        + " often.",
                "- parallel:",
                "  - - a: BEGIN",
                "    - barrier: x",
                "    - barrier: x",
                "  - - b: BEGIN",
                "    - barrier: x");
        refusesSteps(
                "s.yaml:5:9: the barrier 'x' waits for a track that waits at 'y'; give all tracks the same order of"
                        + " barriers.",
                "- parallel:",
                "  - - barrier: x",
                "    - barrier: y",
                "  - - barrier: y",
                "    - barrier: x");
        refusesSteps(
                "s.yaml:4:5: a barrier belongs into a 'parallel' block; steps outside wait for each other anyway.",
                "- barrier: x");
    }

    @Test
    void more_steps_than_can_be_run_are_refused_before_anything_is_connected() {
        String script = """
                scenario: s
                sessions: {a: , b: , g: {count: 10}}
                steps:
                  - parallel:
                      - - repeat: 10000
                          steps: [{repeat: 10000, steps: [{barrier: x}]}]
                      - - b: BEGIN
                """;
        refuses(script, "s.yaml:5:11: this makes more than 50000 steps; repeat fewer times.");
        refuses(
                "scenario: s\nsessions: {g: {count: 10}}\nsteps: [{repeat: 5001, steps: [{g: SELECT 1}]}]\n",
                "s.yaml:3:9: this makes more than 50000 steps; repeat fewer times.");
        // Each of the thousand waits at each barrier.
        refuses("""
                scenario: s
                sessions: {w: {count: 1000}, r: }
                steps:
                  - parallel:
                      - [{w: SELECT 1}, {repeat: 60, steps: [{barrier: x}]}]
                      - [{r: SELECT 1}, {repeat: 60, steps: [{barrier: x}]}]
                """, "s.yaml:4:5: this makes more than 50000 steps; repeat fewer times.");
        assertThat(TestScripts.one("""
                                scenario: s
                                sessions: {g: {count: 10}}
                                steps: [{repeat: 5000, steps: [{g: SELECT 1}]}]
                                """).steps()).hasSize(1);
    }

    @Test
    void tracks_within_tracks_are_refused() {
        refusesSteps(
                "s.yaml:6:17: nested 'parallel' blocks are not supported.",
                "- parallel:",
                "  - - repeat: 2",
                "      steps: [{parallel: [{a: BEGIN}, {b: COMMIT}]}]",
                "  - b: BEGIN");
    }

    @Test
    void a_session_that_has_ended_takes_no_step() {
        refusesSteps(
                "s.yaml:5:5: session a has ended in line 4; give it a step 'connect: a' before this one.",
                "- cut: a",
                "- a: SELECT 1");
        refusesSteps(
                "s.yaml:4:5: session a is connected already; declare it with 'connect: later', or disconnect it"
                        + " before.",
                "- connect: a");
    }

    @Test
    void a_choice_does_not_continue_where_another_one_ended() {
        assertThat(TestScripts.steps("- one-of:", "  - [{disconnect: a}, {connect: a}]", "  - - a: SELECT 1")
                        .steps())
                .hasSize(1);
        assertThat(TestScripts.steps("- one-of:", "  - - cut: a", "  - - a: SELECT 1", "- connect: a")
                        .steps())
                .hasSize(2);
        refusesSteps(
                "s.yaml:7:5: session a may have ended in line 5; give it a step 'connect: a' before this one.",
                "- one-of:",
                "  - cut: a",
                "  - a: SELECT 1",
                "- a: SELECT 2");
        refuses("""
                scenario: s
                sessions: {a: , b: {connect: later}}
                steps:
                  - one-of: [{connect: b}, {a: SELECT 1}]
                  - b: SELECT 2
                """, "s.yaml:5:5: session b may not be connected yet; give it a step 'connect: b' before this one.");
    }

    @Test
    void the_second_iteration_of_a_loop_begins_where_the_first_ended() {
        refusesSteps(
                "s.yaml:5:13: session a has ended in line 5; give it a step 'connect: a' before this one.",
                "- repeat: 2",
                "  steps: [{a: SELECT 1}, {cut: a}]");
        assertThat(TestScripts.steps("- repeat: 1", "  steps: [{a: SELECT 1}, {cut: a}]")
                        .steps())
                .hasSize(1);
    }

    @Test
    void what_one_server_refuses_is_not_open_there() {
        String script = """
                scenario: s
                sessions: {a: {connect: later}}
                steps:
                  - connect: a
                    on-mariadb: {error: any}
                  - a: SELECT 1
                """;

        refuses(script, "s.yaml:6:5: session a is not connected yet; give it a step 'connect: a' before this one.");
        assertThat(TestScripts.one(script + "    only-on: [tidb, mysql]\n").steps())
                .hasSize(2);
    }

    @Test
    void clients_of_a_workload_are_connected_when_it_begins() {
        refuses("""
                scenario: s
                sessions: {a: {connect: later}}
                workload:
                  {session: a, transactions: 1, transaction: SELECT 1}
                """, "s.yaml:4:3: session a is not connected yet; give it a step 'connect: a' before this one.");
    }

    @Test
    void a_list_is_read_at_the_end_by_what_reads() {
        refuses("""
                scenario: s
                sessions: [a]
                workload:
                  session: a
                  transactions: 1
                  transaction: [{sql: SELECT 1, save: seen}]
                  append-list: {appended: transaction, read: seen, last: UPDATE t SET v = 1}
                """, "s.yaml:7:58: UPDATE reads no list; give a SELECT of the list.");
    }

    @ParameterizedTest
    @CsvSource({"2013", "2006", "CR_SERVER_LOST", "CR_SERVER_GONE_ERROR"})
    void a_workload_is_not_tried_again_after_the_loss_of_its_connection(String lost) {
        refuses(
                "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  transaction: SELECT 1\n"
                        + "  retry: [1213, " + lost + "]\n",
                "s.yaml:7:17: a transaction whose connection was lost is not retried, since it may have been committed;"
                        + " remove it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[BEGIN, DELETE FROM t]",
                "[BEGIN, DELETE FROM t, COMMIT AND CHAIN]",
                "[SET autocommit = 0, DELETE FROM t]",
                "[BEGIN, DELETE FROM t, ROLLBACK TO s]"
            })
    void a_transaction_of_a_workload_is_not_left_open(String transaction) {
        refuses(
                "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  transaction: " + transaction
                        + "\n",
                "s.yaml:6:" + (18 + transaction.lastIndexOf(", ")) + ": the transaction is left open, so that it is not"
                        + " known to be committed; end it with COMMIT or ROLLBACK.");
    }

    @Test
    void a_statement_of_a_workload_may_have_a_limit() {
        assertThat(TestScripts.one("""
                        scenario: s
                        sessions: [a]
                        workload: {session: a, transactions: 1, transaction: [{sql: SELECT 1, limit: 3s}, SELECT 2]}
                        """).workload().orElseThrow().longestLimit(Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_password_never_stands_in_a_script() {
        refuses(
                "scenario: s\nsessions:\n  a: {user: x, password: y}\nsteps: [{a: BEGIN}]\n",
                "s.yaml:3:16: a password does not belong in a script; give password-file or password-variable.");
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
    void nothing_is_no_scenario() {
        refuses(
                "# nothing\n",
                "s.yaml: there is no scenario in this file; 'tidb-client run --new NAME' writes one to begin with.");
    }

    @Test
    void broken_yaml_is_placed() {
        assertThatThrownBy(() -> TestScripts.all("scenario: [s\nsessions: x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("s.yaml:2:")
                .hasMessageContaining("this is not valid YAML");
    }
}
