package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Interleaving;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
                .contains(
                        new Interleaving.Chosen(List.of(new Interleaving.Order(List.of("y", "x"), Optional.empty()))));
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

    private static final String EXPECTED = """
            scenario: s
            sessions: [a, b]
            steps: [{name: x, a: DELETE FROM t, affected: 1}, {name: y, b: SELECT 1}]
            permutations: [%s]
            """;

    @Test
    void an_order_with_expectations_needs_no_checks_and_replaces_those_of_the_steps_that_it_names() {
        Interleaving orders = TestScripts.one(EXPECTED.formatted("{order: [y, x], expect: {x: {affected: 2}}}"))
                .permutations()
                .orElseThrow();

        Interleaving.Order order = ((Interleaving.Chosen) orders).orders().getFirst();
        assertThat(order.steps()).containsExactly("y", "x");
        assertThat(order.expected().orElseThrow()).containsOnlyKeys("x");
        assertThat(order.expected().orElseThrow().get("x").usual()).hasToString("[Affected[rows=2]]");
        assertThat(order.expected().orElseThrow().get("x").place()).hasToString("Optional[s.yaml:4:41]");
        assertThat(orders.hasExpectations()).isTrue();
    }

    @Test
    void expectations_of_an_order_are_refused_where_they_make_no_sense() {
        refuses(
                EXPECTED.formatted("{order: [y, x]}"),
                "s.yaml:4:16: an order with expectations has 'order' and 'expect'; add 'expect'.");
        refuses(
                EXPECTED.formatted("{order: [y, x], expect: {zz: {affected: 1}}}"),
                "s.yaml:4:41: there is no step 'zz'; the steps are x, y.");
        refuses(
                EXPECTED.formatted("{order: [y, x], expect: {x: {rows: [[1]]}}}"),
                "s.yaml:4:45: DELETE never answers with rows, so 'rows' cannot be met; expect 'affected', or nothing.");
        refuses(
                EXPECTED.formatted("{order: [y, x], expect: {x: {save: v}}}"),
                "s.yaml:4:45: a step in 'expect' has no key 'save'; it may have rows, rows-in-any-order, row-count,"
                        + " columns, result, results, affected, matched, changed, warnings, warning-count, error, blocks, unblocks, within, not-before, either.");
        refuses(
                EXPECTED.formatted("{order: [x, y], expect: {}}"),
                "s.yaml:4:16: this is the script's own order, whose expectations stand at the steps; remove it.");
        refuses(
                EXPECTED.formatted("{order: [y, x], expect: {}}, [y, x]"),
                "s.yaml:4:45: this order is listed twice; keep the one that is meant.");
        refuses(
                EXPECTED.formatted("{order: [y, x], expect: {}}, [x, y]"),
                "s.yaml:4:1: orders other than the script's are verified by 'checks' only, and there are none; add"
                        + " them.");
    }
}
