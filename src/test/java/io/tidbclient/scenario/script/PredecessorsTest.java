package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Scenario;
import org.junit.jupiter.api.Test;

import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static org.assertj.core.api.Assertions.assertThat;

/** A step that waits for the end of another one, and what could never begin. */
class PredecessorsTest {
    private static final String FIRST = "- {name: x, a: SELECT 1, save: v}";

    @Test
    void a_step_waits_for_one_that_stands_before_it_or_in_another_track() {
        Scenario before = TestScripts.steps(FIRST, "- {b: SELECT 2, after: x}");
        Scenario beside = TestScripts.steps(
                "- parallel:", "    - - {b: 'SELECT :v', after: [x]}", "    - - {name: x, a: SELECT 1, save: v}");

        assertThat(before.steps()).hasSize(2);
        assertThat(beside.steps()).hasSize(1);
    }

    @Test
    void what_the_other_step_saved_is_known_even_if_it_waits() {
        String waits = "- {name: x, a: SELECT 1 FOR UPDATE, blocks: b, save: v}";

        assertThat(TestScripts.steps(waits, "- b: COMMIT", "- {b: 'SELECT :v', after: x}")
                        .steps())
                .hasSize(3);
        refusesSteps(
                "s.yaml:6:8: :v may have no value here, since what gives it one in line 4 need not have ended before;"
                        + " save it in a step that has.",
                waits,
                "- b: COMMIT",
                "- b: SELECT :v");
    }

    @Test
    void steps_that_could_never_begin_are_refused() {
        refusesSteps(
                "s.yaml:4:26: the step 'x' stands behind this one, so that it could never begin; move it before.",
                "- {b: SELECT 2, after: x}",
                FIRST);
        refusesSteps(
                "s.yaml:5:41: here the tracks deadlock: the step 'y' cannot end before this one begins; change their"
                        + " order.",
                "- parallel:",
                "    - - {name: x, a: SELECT 1, after: y}",
                "    - - {name: y, b: SELECT 2, after: x}");
        refusesSteps(
                "s.yaml:5:32: here the tracks deadlock: the step 'y' cannot end before this one begins; change their"
                        + " order.",
                "- parallel:",
                "    - - {a: SELECT 1, after: y}",
                "      - barrier: m",
                "    - - barrier: m",
                "      - {name: y, b: SELECT 2}");
        refusesSteps(
                "s.yaml:5:37: this step is to unblock a, so that it cannot wait for the end of 'x'; remove 'after'.",
                "- {name: x, a: SELECT 1 FOR UPDATE, blocks: b}",
                "- {b: COMMIT, unblocks: a, after: x}");
    }

    @Test
    void what_is_no_step_that_ends_once_is_refused() {
        refusesSteps("s.yaml:5:26: there is no step 'xx'; did you mean 'x'?", FIRST, "- {b: SELECT 2, after: xx}");
        refusesSteps(
                "s.yaml:4:26: there is no step 'y'; give the step that is meant a 'name'.",
                "- {b: SELECT 2, after: y}");
        refusesSteps(
                "s.yaml:6:26: there are several steps 'x'; give each a name of its own.",
                FIRST,
                "- {name: x, a: SELECT 3}",
                "- {b: SELECT 2, after: x}");
        refusesSteps(
                "s.yaml:5:26: the step 'x' is in a loop or a choice, so that its end is not known; wait for a step"
                        + " outside.",
                "- {repeat: 2, steps: [{name: x, a: SELECT 1}]}",
                "- {b: SELECT 2, after: x}");
        refusesSteps(
                "s.yaml:5:26: the step 'x' is one of the same session, which takes one step after another; remove"
                        + " 'after'.",
                FIRST,
                "- {a: SELECT 2, after: x}");
        refusesSteps(
                "s.yaml:5:26: the step 'x' is not run on MariaDB and MySQL, and this one is; give both the same"
                        + " 'only-on'.",
                "- {name: x, a: SELECT 1, only-on: tidb}",
                "- {b: SELECT 2, after: x}");
    }

    @Test
    void permutations_have_only_orders_in_which_it_comes_after() {
        String permuted = TestScripts.script("- {name: x, a: SELECT 1}", "- {name: y, b: SELECT 2, after: x}")
                + "permutations: %s\nchecks: {sql: SELECT 1, rows: [[1]]}\n";

        assertThat(TestScripts.one(permuted.formatted("all")).permutations()).isPresent();
        ScriptRefusals.refuses(
                permuted.formatted("[[y, x]]"),
                "s.yaml:6:16: this order changes the order of one session's own steps, or of those that 'after' orders;"
                        + " only others can change places.");
    }
}
