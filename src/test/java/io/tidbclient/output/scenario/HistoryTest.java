package io.tidbclient.output.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.Schedule;
import io.tidbclient.scenario.run.StepInvocation;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {
    static final StepInvocation INVOCATION = Schedule.of(
                    TestScripts.steps("- {a: SELECT 1, save: y}", "- a: SELECT :y"),
                    Servers.TIDB,
                    Optional.empty(),
                    new SplittableRandom(1))
            .invocations()
            .getLast();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final History history = new History(new PrintStream(written, true, StandardCharsets.UTF_8), "1");

    private static StepResult answered(List<List<String>> rows) {
        Answer answer = new Answer(List.of("v"), List.of(false), rows, -1);
        return new StepResult(
                Optional.of(answer), Optional.empty(), "", 0, ScenarioResults.START, Duration.ofMillis(1));
    }

    private static StepResult failed(FailureKind kind, int code) {
        Failure failure = new Failure(kind, code, "", "", "", "", "it failed", "", "");
        return new StepResult(
                Optional.empty(), Optional.of(failure), "it failed", 0, ScenarioResults.START, Duration.ofMillis(1));
    }

    /** The only line, which follows the schema that is published. */
    private JsonNode line() throws IOException {
        JsonNode line = new ObjectMapper().readTree(written.toString(StandardCharsets.UTF_8));
        written.reset();
        assertThat(Schema.HISTORY.complaints(line)).isEmpty();
        return line;
    }

    private JsonNode operation(StepResult result) throws IOException {
        history.record(
                "s", new ScenarioEvent.Operation("a", 3, 2, "SELECT :x", Map.of("x", new Scalar.Null()), result));
        return line();
    }

    @Test
    void a_step_has_its_start_and_end_what_was_bound_and_what_came() throws IOException {
        history.record(
                "s #2",
                new ScenarioEvent.Ended(
                        INVOCATION, Map.of("y", Scalar.Numeric.of(7)), answered(List.of(List.of("7")))));

        assertThat(line()).hasToString("""
                {"scenario":"s #2","session":"a","start":"2026-03-04T05:06:07Z","end":"2026-03-04T05:06:07.001Z","step":2,\
                "sql":"SELECT :y","values":{"y":"7"},"outcome":"ok","shown":"('7')","rows":[["7"]],"affected":null,"cut":false}""");
    }

    @Test
    void a_workloads_statement_has_its_transaction_and_its_try() throws IOException {
        JsonNode line = operation(answered(List.of(Arrays.asList("1", null))));

        assertThat(line.at("/transaction").asInt()).isEqualTo(3);
        assertThat(line.at("/try").asInt()).isEqualTo(2);
        assertThat(line.at("/values")).hasToString("{\"x\":null}");
        assertThat(line.at("/rows")).hasToString("[[\"1\",null]]");
    }

    @Test
    void what_was_sent_and_not_answered_has_an_unknown_outcome() throws IOException {
        assertThat(operation(failed(FailureKind.CONNECTION_LOST, 0))
                        .at("/outcome")
                        .asText())
                .isEqualTo("unknown");
        assertThat(operation(failed(FailureKind.TIMED_OUT, 0)).at("/outcome").asText())
                .isEqualTo("unknown");
        assertThat(operation(failed(FailureKind.TRANSACTION_CONFLICT, 1213))
                        .at("/outcome")
                        .asText())
                .isEqualTo("error");
        assertThat(operation(failed(FailureKind.EXPECTATION_NOT_MET, 0))
                        .at("/outcome")
                        .asText())
                .isEqualTo("error");
    }

    @Test
    void a_step_that_had_not_ended_has_no_end_and_an_unknown_outcome() throws IOException {
        ScenarioResult result = ScenarioResults.of("s", ScenarioResult.Status.FAILED, "stuck", List.of());
        StepRecord record = new StepRecord(
                INVOCATION,
                Duration.ZERO,
                ScenarioResults.START,
                Map.of("y", Scalar.Numeric.of(7)),
                Optional.empty(),
                Optional.empty());
        history.over(ScenarioResults.with(result, record));

        assertThat(line()).hasToString("""
                {"scenario":"s","session":"a","start":"2026-03-04T05:06:07Z","end":null,"step":2,"sql":"SELECT :y",\
                "values":{"y":"7"},"outcome":"unknown"}""");
    }

    @Test
    void what_is_too_much_is_cut_and_said_to_be() throws IOException {
        List<List<String>> many = new ArrayList<>(Collections.nCopies(History.MOST_ROWS + 1, List.of("1")));
        JsonNode rows = operation(answered(many));
        JsonNode row = operation(answered(List.of(List.of("x".repeat(History.LONGEST_ROW), "y"))));
        many.removeLast();

        assertThat(rows.at("/cut").asBoolean()).isTrue();
        assertThat(rows.at("/rows").size()).isEqualTo(History.MOST_ROWS);
        assertThat(row.at("/cut").asBoolean()).isTrue();
        assertThat(row.at("/rows/0/1").asText()).isEmpty();
        assertThat(operation(answered(many)).at("/cut").asBoolean(true)).isFalse();
    }
}
