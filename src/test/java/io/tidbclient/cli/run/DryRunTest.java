package io.tidbclient.cli.run;

import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DryRunTest {
    private static final String REST = """
            sessions: [a, b]
            steps: [{a: SELECT 1}, {a: SELECT 2}, {b: SELECT 3}, {b: SELECT 4, only-on: mariadb}]
            checks: [{sql: SELECT 1, rows: [[1]]}]
            """;

    private static List<String> lines(List<Scenario> scenarios, long seed) {
        return DryRun.lines(scenarios, seed).stream().map(Text::plain).toList();
    }

    @Test
    void control_characters_of_a_script_are_not_printed() {
        List<Scenario> scenarios = TestScripts.all("scenario: \"red \\e[31m\"\npermutations: all\n" + REST);

        assertThat(scenarios.getFirst().name()).contains("\u001b");
        assertThat(lines(scenarios, 1)).first().asString().startsWith("red ").doesNotContain("\u001b");
    }

    @Test
    void each_order_has_a_line_with_the_steps_in_it() {
        assertThat(lines(TestScripts.all("scenario: s\npermutations: all\n" + REST), 1))
                .containsExactly(
                        "s  3 orders", "     1  a 1, a 2, b 3", "     2  a 1, b 3, a 2", "     3  b 3, a 1, a 2");
    }

    @Test
    void sample_of_orders_names_its_seed() {
        assertThat(lines(TestScripts.all("scenario: s\npermutations: {sample: 1}\n" + REST), 7))
                .first()
                .isEqualTo("s  2 orders with --seed 7");
    }

    @Test
    void scenario_without_permutations_has_its_name_alone() {
        assertThat(lines(TestScripts.all("scenario: s\n" + REST), 1)).containsExactly("s");
    }

    @Test
    void scenario_for_another_server_is_skipped() {
        assertThat(lines(TestScripts.all("scenario: s\nonly-on: mariadb\n" + REST), 1))
                .containsExactly("s  skipped on TiDB");
    }
}
