package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A name is used only where it is sure to have a value. */
class BindingsTest {
    private static final String MAY = " may have no value here, since what gives it one in line %d need not have ended"
            + " before; save it in a step that has.";

    private static void refuses(String message, String script) {
        assertThatThrownBy(() -> TestScripts.all(script))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static void accepts(String script) {
        assertThatCode(() -> TestScripts.all(script)).doesNotThrowAnyException();
    }

    private static String with(String part) {
        return "scenario: s\nsessions: [a, b]\nvalues: {declared: 1}\nsteps:\n  - a: SELECT 1\n    save: seen\n" + part
                + "\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            setup: 'SELECT :seen'           | :seen has no value in setup, which runs before all steps; declare it under 'values'.
            teardown: 'SELECT :seen'        | :seen has no value in teardown, which also runs when no step did; declare it under 'values'.
            teardown: 'SELECT :sen'         | :sen has no value here; declare it under 'values'.
            setup: 'SELECT :declare'        | :declare has no value here; did you mean :declared?
            setup: 'SELECT :member'         | :member has a value in a session's own steps only; write what is meant.
            teardown: 'SELECT :member'      | :member has a value in a session's own steps only; write what is meant.
            checks: {sql: 'SELECT :member', row-count: 1} | :member has a value in a session's own steps only; write what is meant.
            checks: {sql: 'SELECT :committed', row-count: 1} | :committed has no value here; save it in an earlier step, or declare it under 'values'.
            """)
    void setup_teardown_and_checks_know_only_what_is_bound_there(String part, String message) {
        String script = with(part);
        int column = script.lines().toList().get(6).indexOf('\'') + 1;

        refuses("s.yaml:7:" + column + ": " + message, script);
    }

    @Test
    void a_sessions_setup_and_teardown_know_what_is_declared_and_the_member() {
        String script = """
                scenario: s
                values: {declared: 1}
                sessions: {a: {%s: 'SELECT :%s, :member'}}
                steps: [{a: SELECT 1, save: seen}]
                """;

        accepts(script.formatted("setup", "declared"));
        accepts(script.formatted("teardown", "declared"));
        refuses(
                "s.yaml:3:23: :seen has no value in a session's setup, which runs before all steps; declare it under"
                        + " 'values'.",
                script.formatted("setup", "seen"));
        refuses(
                "s.yaml:3:26: :seen has no value in a session's teardown, which also runs when no step did; declare it"
                        + " under 'values'.",
                script.formatted("teardown", "seen"));
    }

    @Test
    void what_is_declared_is_known_everywhere_and_what_is_saved_in_checks() {
        accepts(with("""
                setup: SELECT :declared
                checks:
                  - sql: SELECT :seen, :declared
                    rows: [[{saved: seen}, {saved: declared}]]
                teardown: SELECT :declared
                """));
    }

    @Test
    void members_and_iterations_are_known_within_their_steps_alone() {
        accepts(with("  - {repeat: 2, as: round, steps: [{b: 'SELECT :round, :member'}]}"));
        refuses(
                "s.yaml:8:8: :round" + MAY.formatted(7),
                with("  - {repeat: 2, as: round, steps: [{b: 'SELECT :round'}]}\n  - b: SELECT :round"));
        refuses(
                "s.yaml:8:11: :member is the number of a group's member; give the value another name.",
                with("  - b: SELECT 1\n    save: member"));
        refuses(
                "s.yaml:7:56: :round is the number of this loop's iteration; give the value another name.",
                with("  - {repeat: 2, as: round, steps: [{b: SELECT 1, save: round}]}"));
    }

    @Test
    void what_one_choice_saves_is_not_known_after_the_other() {
        String choice = "  - one-of:\n      - {a: SELECT 1, save: x}\n      - {b: SELECT 2%s}\n";

        accepts(with(choice.formatted(", save: x") + "  - a: SELECT :x"));
        refuses("s.yaml:10:8: :x" + MAY.formatted(8), with(choice.formatted("") + "  - a: SELECT :x"));
    }

    @Test
    void what_is_saved_on_one_server_is_not_known_on_another() {
        String step = "  - {a: SELECT 1, save: x, only-on: tidb}\n";

        accepts(with(step + "  - {a: 'SELECT :x', only-on: tidb}"));
        accepts(with(step + "  - {a: SELECT 2, save: x, only-on: [mysql, mariadb]}\n  - a: SELECT :x"));
        accepts("only-on: tidb\n" + with(step + "  - a: SELECT :x"));
        refuses(
                "s.yaml:8:8: :x has no value here on MariaDB and MySQL; save it there too, or use it with 'only-on'.",
                with(step + "  - a: SELECT :x"));
        refuses(
                "s.yaml:8:8: :y has no value here on MariaDB; save it there too, or use it with 'only-on'.",
                with("  - {a: SELECT 1, save: y, on-mariadb: {error: any}}\n  - a: SELECT :y"));
    }

    @Test
    void what_a_step_saves_that_waits_is_known_when_it_has_ended() {
        String step = "  - {b: SELECT 1 FOR UPDATE, blocks: a, save: x}\n";

        refuses("s.yaml:8:8: :x" + MAY.formatted(7), with(step + "  - a: SELECT :x"));
        accepts(with(step + "  - {a: COMMIT, unblocks: b}\n  - a: SELECT :x"));
        accepts(with(step + "  - b: SELECT :x"));
        accepts(with(step + "checks: {sql: 'SELECT :x', row-count: 1}"));
    }

    @Test
    void a_track_knows_what_another_saved_once_both_came_to_a_barrier() {
        accepts(with("""
                  - parallel:
                      - - {repeat: 3, steps: [{a: SELECT 1, save: x}, {barrier: m}]}
                        - a: SELECT :y
                      - - barrier: m
                        - b: SELECT :x
                        - {b: SELECT 2, save: y}
                        - barrier: m
                        - barrier: m
                  - b: SELECT :x, :y
                """));
        refuses("s.yaml:9:15: :x" + MAY.formatted(8), with("""
                  - parallel:
                      - - {a: SELECT 1, save: x}
                      - - {b: 'SELECT :x'}
                """));
        refuses("s.yaml:11:14: :x" + MAY.formatted(9), with("""
                  - parallel:
                      - - barrier: m
                        - {repeat: 2, steps: [{a: SELECT 1, save: x}]}
                      - - barrier: m
                        - b: SELECT :x
                """));
    }

    @Test
    void tracks_that_wait_for_each_other_in_a_circle_are_refused() {
        refuses("s.yaml:5:10: here the tracks deadlock; use the same order of barriers in all of them.", """
                scenario: s
                sessions: [a, b, c]
                steps:
                  - parallel:
                      - [{barrier: x}, {a: BEGIN}, {barrier: y}]
                      - [{barrier: y}, {b: BEGIN}, {barrier: z}]
                      - [{barrier: z}, {c: BEGIN}, {barrier: x}]
                """);
    }

    @Test
    void in_other_orders_a_session_knows_only_what_it_saved_itself() {
        String script = """
                scenario: s
                sessions: [a, b]
                steps:
                  - {name: one, a: SELECT 1, save: x}
                  - {name: two, %s: 'SELECT :x'}
                permutations: %s
                checks: {sql: 'SELECT :x', row-count: 1}
                """;

        accepts(script.formatted("a", "all"));
        accepts(script.formatted("b", "[[one, two]]"));
        refuses("s.yaml:5:20: :x" + MAY.formatted(4), script.formatted("b", "all"));
        refuses("s.yaml:5:20: :x" + MAY.formatted(4), script.formatted("b", "{sample: 2}"));
        refuses("s.yaml:5:20: :x" + MAY.formatted(4), script.formatted("b", "[[one, two], [two, one]]"));
    }

    @Test
    void a_transaction_knows_its_own_values_and_checks_know_the_sums() {
        String script = """
                scenario: s
                sessions: {g: {count: 2}}
                workload:
                  session: g
                  transactions: 5
                  values: {amount: 1}
                  transaction:
                    - BEGIN
                    - {sql: 'SELECT :amount, :transaction, :member', save: seen, reads: amount}
                    - {sql: 'UPDATE t SET l = :element + :seen', appends: 1}
                    - COMMIT
                  append-list: {last: 'SELECT :committed, 1'}
                checks: {sql: 'SELECT %s', row-count: 1}
                """;

        accepts(script.formatted(":committed + :unknown"));
        refuses("s.yaml:13:15: :amount" + MAY.formatted(6), script.formatted(":amount"));
        refuses("s.yaml:13:15: :seen" + MAY.formatted(9), script.formatted(":seen"));
        refuses(
                "s.yaml:13:15: :transaction has no value here; save it in an earlier step, or declare it under 'values'.",
                script.formatted(":transaction"));
        refuses(
                "s.yaml:6:12: :transaction is the number of a workload's transaction; give the value another name.",
                script.replace("{amount: 1}", "{transaction: 1}"));
    }

    @Test
    void nothing_is_saved_where_nothing_is_expected_to_come() {
        refuses(
                "s.yaml:4:19: a statement that fails has nothing to save; remove 'save' or 'error'.",
                TestScripts.script("- {a: SELECT 1, save: x, either: [{error: 1}, {row-count: 1}]}"));
        refuses(
                "s.yaml:4:19: no row is expected, so that there is nothing to save; remove 'save'.",
                TestScripts.script("- {a: SELECT 1, save: x, rows: []}"));
        assertThat(TestScripts.steps("- {a: SELECT 1, save: x, rows: [[1]]}").steps())
                .hasSize(1);
    }
}
