package io.tidbclient.output.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ListReportTest {
    private static final ScenarioResult VIOLATED =
            CheckedLists.expecting(ConsistencyModel.SERIALIZABLE, ScenarioResult.Status.FAILED);
    private static final ScenarioResult HOLDS =
            CheckedLists.expecting(ConsistencyModel.SNAPSHOT_ISOLATION, ScenarioResult.Status.PASSED);

    private static List<String> text(ScenarioResult result, boolean verbose) {
        return new ScenarioText(120)
                .result(result, verbose).stream().map(Text::plain).toList();
    }

    @Test
    void a_violation_is_explained_edge_by_edge() {
        assertThat(text(VIOLATED, false))
                .contains(
                        "  lists  TiDB  repeatable read, optimistic",
                        "    expected       serializable",
                        "  G2-item: write skew",
                        "    T0 read key 1 as [], so it did not see the 2 that T1 appended while T0 was in progress");
    }

    @Test
    void what_holds_is_one_line_and_everything_where_all_is_asked_for() {
        assertThat(text(HOLDS, false))
                .contains("  lists: no anomaly found in 4 transactions that rules out snapshot isolation")
                .noneMatch(line -> line.contains("write skew"));
        assertThat(text(HOLDS, true)).contains("  G2-item: write skew");
    }

    @Test
    void a_junit_report_has_the_explanation_in_the_body_of_the_failure() {
        String xml = ScenarioJunit.of(
                        ScenarioResults.report(new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed"), VIOLATED))
                .xml();

        assertThat(xml).contains("<failure", "G2-item: write skew", "ruled out");
    }

    @Test
    void json_has_the_anomalies_with_their_cycles() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ScenarioJson("1", outcome -> 1)
                .write(out, ScenarioResults.report(new RunVerdict(Outcome.FAILED, "it failed"), VIOLATED));

        JsonNode report = new ObjectMapper().readTree(out.toByteArray());
        assertThat(Schema.SCENARIOS.complaints(report)).isEmpty();
        JsonNode lists = report.at("/scenarios/0/workload/lists");
        assertThat(lists.at("/expected").asText()).isEqualTo("serializable");
        assertThat(lists.at("/transactionMode").asText()).isEqualTo("optimistic");
        assertThat(lists.at("/anomalies/0/kind").asText()).isEqualTo("G2-item");
        assertThat(lists.at("/anomalies/0/examples/0/cycle")).hasSize(2);
    }

    @Test
    void a_history_in_a_file_is_closed_by_where_it_was_recorded() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        History history = new History(new PrintStream(written, true, StandardCharsets.UTF_8), "1");
        history.record("lists", new ScenarioEvent.ListTransaction(CheckedLists.WRITE_SKEW.getFirst()));
        history.over(VIOLATED);
        history.over(ScenarioResults.of("stopped", ScenarioResult.Status.STOPPED, "", List.of()));

        String file = written.toString(StandardCharsets.UTF_8);
        for (String line : file.lines().toList()) {
            assertThat(Schema.HISTORY.complaints(new ObjectMapper().readTree(line)))
                    .isEmpty();
        }
        assertThat(file).isEqualTo("""
                {"scenario":"lists","lists":{"id":0,"session":0,"outcome":"committed","start":0,"end":20000000,"ops":[["r",1,[]],["append",2,1]]}}
                {"scenario":"lists","history":{"format":"tidb-client/history/1","tool":"tidb-client 1","product":"TiDB","release":null,"level":"repeatable-read","mode":"optimistic","seed":42,"expected":"serializable"}}
                """);
    }
}
