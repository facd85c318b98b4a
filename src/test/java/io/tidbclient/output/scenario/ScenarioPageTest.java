package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.ScenarioVerdict;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioPageTest {
    private static String page(ScenarioResult... results) {
        List<ScenarioResult> all = List.of(results);
        return ScenarioPage.html(
                new ScenarioReport(
                        "127.0.0.1:4000",
                        Optional.empty(),
                        ScenarioResults.START,
                        Duration.ofSeconds(3),
                        all,
                        ScenarioVerdict.of(all, all.size(), Optional.empty())),
                "1.0");
    }

    @Test
    void a_result_that_is_not_as_expected_stands_first_and_is_unfolded() {
        String page = page(
                ScenarioResults.of("first", Status.PASSED, "", List.of()),
                ScenarioResults.of("second", Status.FAILED, "step 1 got 2", List.of()));

        assertThat(page)
                .contains("<p class=\"bad\"><strong>1 of 2 scenarios passed, 1 failed</strong></p>")
                .containsSubsequence(
                        "<details open><summary><span class=\"bad\">FAILED</span>",
                        "<details><summary><span class=\"good\">passed</span>")
                .contains("<span class=\"bad\">(1)</span>")
                .doesNotContain("<table>");
    }

    @Test
    void anomalies_have_a_table() {
        String page = page(
                AnomalyMatrixTest.result("P4 lost update", "happens", "read committed", "pessimistic", Status.PASSED),
                AnomalyMatrixTest.result(
                        "P4 lost update", "prevented", "repeatable read", "optimistic", Status.PASSED));

        assertThat(page)
                .contains("<th>read committed<br>pessimistic</th><th>repeatable read<br>optimistic</th>")
                .contains(
                        "<tr><th>P4 lost update</th><td><span class=\"warn\">HAPPENS</span></td><td>prevented</td></tr>");
    }

    @Test
    void what_scripts_and_servers_say_is_never_interpreted() {
        String page = page(ScenarioResults.of("<b>\u001b[31m", Status.ERROR, "<script>alert(1)</script>", List.of()));

        assertThat(page).contains("&lt;b&gt;", "&lt;script&gt;").doesNotContain("<script", "<b>", "\u001b");
    }
}
