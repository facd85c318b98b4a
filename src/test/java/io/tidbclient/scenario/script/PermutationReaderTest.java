package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Interleaving;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

class PermutationReaderTest {
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
    void other_orders_need_checks() {
        refuses(
                "scenario: s\nsessions: [a, b]\nsteps: [{a: BEGIN}, {b: BEGIN}]\npermutations: all\n",
                "s.yaml:4:1: orders other than the script's are verified by 'checks' only, and there are none; add them.");
    }
}
