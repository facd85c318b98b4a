package io.tidbclient.output.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    void the_schema_complains_about_what_is_missing_and_what_is_unknown() throws IOException {
        ObjectNode report = (ObjectNode) report(BAD);
        ((ObjectNode) report.at("/scenarios/0/difference")).remove("got");
        ((ObjectNode) report.at("/scenarios/0")).put("surprise", 1);

        assertThat(Schema.SCENARIOS.complaints(report)).hasSize(2);
        assertThat(Schema.SCENARIOS.complaintsOfLine("{\"event\":\"scenario\"}"))
                .isNotEmpty();
    }
}
