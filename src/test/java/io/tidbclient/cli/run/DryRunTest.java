package io.tidbclient.cli.run;

import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DryRunTest {
    private static final String REST = """
            sessions: [a, b]
            steps: [{a: SELECT 1}, {a: SELECT 2}, {b: SELECT 3}, {b: SELECT 4, only-on: mariadb}]
            checks: [{sql: SELECT 1, rows: [[1]]}]
            """;

    @Test
    void each_order_has_a_line_with_the_steps_in_it() {
        assertThat(DryRun.lines(TestScripts.all("scenario: s\npermutations: all\n" + REST), 1))
                .containsExactly(
                        "s  3 orders", "     1  a 1, a 2, b 3", "     2  a 1, b 3, a 2", "     3  b 3, a 1, a 2");
    }

    @Test
    void sample_of_orders_names_its_seed() {
        assertThat(DryRun.lines(TestScripts.all("scenario: s\npermutations: {sample: 1}\n" + REST), 7))
                .first()
                .isEqualTo("s  2 orders with --seed 7");
    }

    @Test
    void scenario_without_permutations_has_its_name_alone() {
        assertThat(DryRun.lines(TestScripts.all("scenario: s\n" + REST), 1)).containsExactly("s");
    }

    @Test
    void scenario_for_another_server_is_skipped() {
        assertThat(DryRun.lines(TestScripts.all("scenario: s\nonly-on: mariadb\n" + REST), 1))
                .containsExactly("s  skipped on TiDB");
    }
}
