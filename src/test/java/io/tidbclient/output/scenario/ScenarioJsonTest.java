package io.tidbclient.output.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.connection.Answer;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.run.RowDifference.OfCell;
import io.tidbclient.scenario.run.RowDifference.OfRow;
import io.tidbclient.scenario.run.RowDifference.Value;
import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioJsonTest {
    private static final ScenarioJson WRITER = new ScenarioJson("0.1.0", ExitCode::of);
    private static final ScenarioResult BAD = ScenarioResults.of(
            "bad", Status.FAILED, "not as expected", List.of("a note"), new LeftOver("user x", "refused"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private JsonNode report(ScenarioResult... results) throws IOException {
        WRITER.write(out, ScenarioResults.report(new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed"), results));
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void a_report_follows_its_schema() throws IOException {
        assertThat(Schema.SCENARIOS.complaints(report(BAD, ScenarioResults.of("s", Status.SKIPPED, "why", List.of()))))
                .isEmpty();
    }

    @Test
    void lines_follow_it_too() {
        WRITER.writeLine(out, BAD);
        WRITER.writeVerdict(out, ScenarioResults.report(new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed"), BAD));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Schema.SCENARIOS.complaintsOfLine(line)).isEmpty());
    }

    @Test
    void every_line_has_its_event_and_time_and_the_last_one_the_verdict_as_everywhere() throws IOException {
        WRITER.writeLine(out, BAD);
        WRITER.writeVerdict(out, ScenarioResults.report(new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed"), BAD));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).startsWith("{\"event\":\"scenario\",\"at\":\"2026-03-04T05:06:08.250Z\",");
        assertThat(lines.getLast()).isEqualTo("""
                {"event":"result","at":"2026-03-04T05:06:12Z","schema":"tidb-client/scenarios/2",\
                "verdict":{"outcome":"failed","exitCode":1,"sentence":"0 of 1 scenario passed"},\
                "counts":{"passed":0,"failed":1,"knownBug":0,"broken":0,"skipped":0,"stopped":0}}""");
    }

    @Test
    void numbers_are_numbers_where_every_reader_has_them_exactly_and_nothing_is_lost() throws IOException {
        List<String> values = Arrays.asList(
                "0",
                "-7",
                "9007199254740991",
                "-9007199254740991",
                "9007199254740992",
                "18446744073709551615",
                "1.50",
                "1e3",
                "007",
                "-0",
                "+1",
                "",
                null);
        JsonNode step = report(ScenarioResults.with(BAD, step(values, true))).at("/scenarios/0/steps/0/result");

        assertThat(Schema.SCENARIOS.complaints(new ObjectMapper().readTree(out.toByteArray())))
                .isEmpty();
        assertThat(step.at("/types")).hasToString("[\"number\"]");
        assertThat(step.at("/rows")).hasToString("""
                [[0],[-7],[9007199254740991],[-9007199254740991],["9007199254740992"],["18446744073709551615"],\
                ["1.50"],["1e3"],["007"],["-0"],["+1"],[""],[null]]""");
    }

    @Test
    void text_that_looks_like_a_number_is_text() throws IOException {
        JsonNode step = report(ScenarioResults.with(BAD, step(Arrays.asList("7", null), false)))
                .at("/scenarios/0/steps/0/result");

        assertThat(step.at("/types")).hasToString("[\"text\"]");
        assertThat(step.at("/rows")).hasToString("[[\"7\"],[null]]");
    }

    private static StepRecord step(List<String> values, boolean numeric) {
        Answer answer = new Answer(
                List.of("v"),
                List.of(numeric),
                values.stream().map(Collections::singletonList).toList(),
                -1);
        return new StepRecord(
                HistoryTest.INVOCATION,
                Duration.ZERO,
                ScenarioResults.START,
                Map.of(),
                Optional.empty(),
                Optional.of(new StepResult(
                        Optional.of(answer), Optional.empty(), "", 0, ScenarioResults.START, Duration.ofMillis(1))));
    }

    @Test
    void the_cell_or_the_row_that_differs_first_is_in_the_difference() throws IOException {
        Value number = new Value(Optional.of("100"), true);
        Value text = new Value(Optional.of("100"), false);
        Value nothing = new Value(Optional.empty(), false);

        JsonNode report = report(
                BAD,
                ScenarioResults.different(new OfCell(10, "balance", number, text)),
                ScenarioResults.different(new OfCell(1, "balance", nothing, number)),
                ScenarioResults.different(new OfRow(2, Optional.of(List.of(number, nothing)), Optional.empty())),
                ScenarioResults.different(new OfRow(3, Optional.empty(), Optional.of(List.of(text)))));

        assertThat(Schema.SCENARIOS.complaints(report)).isEmpty();
        assertThat(report.at("/scenarios").findValues("first"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "null",
                        "{\"row\":10,\"column\":\"balance\",\"expected\":100,\"got\":\"100\"}",
                        "{\"row\":1,\"column\":\"balance\",\"expected\":null,\"got\":100}",
                        "{\"row\":2,\"column\":null,\"expected\":[100,null],\"got\":null}",
                        "{\"row\":3,\"column\":null,\"expected\":null,\"got\":[\"100\"]}");
    }

    @Test
    void the_schema_complains_about_what_is_missing_and_what_is_unknown() throws IOException {
        ObjectNode report = (ObjectNode) report(BAD);
        ((ObjectNode) report.at("/scenarios/0/difference")).remove("got");
        ((ObjectNode) report.at("/scenarios/0")).put("surprise", 1);

        assertThat(Schema.SCENARIOS.complaints(report)).hasSize(2);
        assertThat(Schema.SCENARIOS.complaintsOfLine("{\"event\":\"scenario\"}"))
                .isNotEmpty();
    }
}
