package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnomalyMatrixTest {
    @Test
    void each_anomaly_has_a_row_and_each_level_a_column() {
        assertThat(lines(
                        result("P4 lost update", "happens", "read committed", "pessimistic", Status.PASSED),
                        result("P4 lost update", "prevented", "repeatable read", "optimistic", Status.PASSED),
                        result("G0 dirty write", "prevented", "read committed", "pessimistic", Status.PASSED)))
                .containsExactly(
                        "                read committed  repeatable read",
                        "                pessimistic     optimistic",
                        "P4 lost update  HAPPENS         prevented",
                        "G0 dirty write  prevented");
    }

    @Test
    void a_failure_is_neither_of_both() {
        assertThat(lines(
                        result("P4", "happens", "read committed", "pessimistic", Status.FAILED),
                        result("G0", "prevented", "read committed", "pessimistic", Status.ERROR)))
                .containsExactly("    read committed", "    pessimistic", "P4  differs", "G0");
    }

    @Test
    void of_several_runs_the_one_that_differs_is_shown() {
        assertThat(lines(
                        result("P4", "happens", "read committed", "pessimistic", Status.FAILED),
                        result("P4", "happens", "read committed", "pessimistic", Status.PASSED),
                        result("G0", "prevented", "read committed", "pessimistic", Status.PASSED)))
                .contains("P4  differs");
    }

    @Test
    void levels_that_do_not_fit_have_a_table_below() {
        List<ScenarioResult> results = List.of(
                result("P4", "happens", "read committed", "pessimistic", Status.PASSED),
                result("P4", "prevented", "repeatable read", "optimistic", Status.PASSED));

        assertThat(new AnomalyTable(AnomalyMatrix.of(results))
                        .lines(30).stream().map(Text::plain))
                .containsExactly(
                        "    read committed",
                        "    pessimistic",
                        "P4  HAPPENS",
                        "",
                        "    repeatable read",
                        "    optimistic",
                        "P4  prevented");
    }

    @Test
    void an_anomaly_that_happens_in_one_of_several_scenarios_is_not_shown_as_prevented() {
        assertThat(lines(
                        result("P4", "prevented", "read committed", "pessimistic", Status.PASSED),
                        result("P4", "happens", "read committed", "pessimistic", Status.PASSED),
                        result("G0", "prevented", "read committed", "pessimistic", Status.PASSED)))
                .contains("P4  HAPPENS");
    }

    @Test
    void an_order_whose_steps_have_no_expectations_says_nothing_of_the_anomaly() {
        ScenarioResult second =
                ScenarioResults.ofOrder(2, result("P4", "happens", "read committed", "pessimistic", Status.PASSED));

        assertThat(lines(second, result("G0", "prevented", "read committed", "pessimistic", Status.PASSED)))
                .contains("P4")
                .doesNotContain("P4  HAPPENS");
    }

    @Test
    void one_scenario_alone_makes_no_table() {
        assertThat(lines(result("P4", "happens", "read committed", "pessimistic", Status.PASSED)))
                .isEmpty();
    }

    private static List<String> lines(ScenarioResult... results) {
        return new AnomalyTable(AnomalyMatrix.of(List.of(results)))
                .lines(120).stream().map(Text::plain).toList();
    }

    static ScenarioResult result(String anomaly, String outcome, String level, String mode, Status status) {
        Scenario scenario = TestScripts.one("""
                scenario: s
                anomaly: %s
                outcome: %s
                sessions:
                  a: {isolation: %s, transactions: %s}
                  b: {isolation: %s, transactions: %s}
                steps: [{a: BEGIN}]
                """.formatted(anomaly, outcome, level, mode, level, mode));
        return ScenarioResults.with(ScenarioResult.skipped(scenario, "s", "", Instant.EPOCH), status);
    }
}
