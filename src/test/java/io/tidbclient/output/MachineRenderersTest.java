package io.tidbclient.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.output.json.ReportJson;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class MachineRenderersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Captured streams = new Captured();

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : streams.stdoutLines()) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }

    @Test
    void json_is_one_document_and_nothing_before_the_end() throws IOException {
        JsonRenderer renderer = new JsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of));
        renderer.on(new RunEvent.Started(), ExampleRun.LAST);
        assertThat(streams.stdout()).isEmpty();
        ExampleRun.play(renderer);
        assertThat(MAPPER.readTree(streams.stdout()).at("/verdict/exitCode").asInt())
                .isEqualTo(4);
        assertThat(streams.stderr()).isEmpty();
    }

    @Test
    void ndjson_is_a_line_for_each_event_and_the_report_last() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false));
        assertThat(lines())
                .extracting(line ->
                        line.at("/event").asText() + " " + line.at("/finding").asText())
                .containsExactly(
                        "started ",
                        "transition ",
                        "found attempt-failed",
                        "found opened",
                        "transition ",
                        "connection ",
                        "found version-read",
                        "found jobs-counted",
                        "poll ",
                        "poll ",
                        "message ",
                        "found watch-ended",
                        "transition ",
                        "connection ",
                        "result ");
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.at("/at").asText()).startsWith("2026-03-04T05:06:"));
    }

    @Test
    void a_connection_has_a_line_in_its_final_state_as_in_the_report() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false));

        JsonNode report = lines().getLast();
        List<JsonNode> connections = lines().stream()
                .filter(line -> line.at("/event").asText().equals("connection"))
                .toList();
        assertThat(connections)
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(complaints("connectionLine", line)).isEmpty());
        assertThat(withoutEvent(connections.get(0))).isEqualTo(report.at("/connections/1"));
        assertThat(withoutEvent(connections.get(1))).isEqualTo(report.at("/connections/0"));
    }

    @Test
    void a_pool_has_its_line_once_it_has_been_closed_and_one_that_was_never_opened_at_the_end() throws IOException {
        NdjsonRenderer renderer =
                new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), true);
        CheckSnapshot after = Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(1), Runs.waiting(2)));

        renderer.on(
                new RunEvent.Transitioned(
                        "c1", Optional.of(new State.Step("Connecting")), State.TerminalState.COMPLETED, ""),
                after);
        renderer.on(new RunEvent.Found("c1", new CheckEvent.PoolUsed(new PoolStats(5, 6, 24, 1))), after);
        renderer.finished(after, ExampleRun.VERDICT);

        assertThat(lines())
                .extracting(line ->
                        line.at("/event").asText() + " " + line.at("/name").asText())
                .containsExactly("transition ", "found ", "connection c1", "connection c2", "result ");
    }

    @Test
    void a_pool_that_is_being_filled_is_an_event() throws IOException {
        NdjsonRenderer renderer =
                new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), true);
        renderer.on(
                new RunEvent.Found("c1", new CheckEvent.PoolFilling(12, 50)),
                Runs.run(Duration.ofSeconds(1), List.of(Runs.connecting(1))));

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.toString())
                        .contains("\"connection\":\"c1\",\"finding\":\"pool-filling\",\"open\":12,\"size\":50"));
    }

    @Test
    void a_poll_follows_the_schema() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false));

        assertThat(lines())
                .filteredOn(line -> line.at("/event").asText().equals("poll"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(complaints("poll", line)).isEmpty());
        assertThat(lines().get(8).has("nanos")).isFalse();
    }

    private static JsonNode withoutEvent(JsonNode line) {
        ObjectNode fields = line.deepCopy();
        fields.remove(List.of("event", "at"));
        return fields;
    }

    private static List<String> complaints(String definition, JsonNode line) throws IOException {
        try (InputStream in = ReportJson.class.getResourceAsStream("/io/tidbclient/output/report.schema.json")) {
            ObjectNode schema = MAPPER.createObjectNode();
            schema.set("$defs", MAPPER.readTree(in).get("$defs"));
            schema.put("$ref", "#/$defs/" + definition);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(line)
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }
    }

    @Test
    void ndjson_reports_each_event_with_its_time() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false));
        assertThat(lines().get(1)).isEqualTo(MAPPER.readTree("""
                                {"event": "transition", "at": "2026-03-04T05:06:07.001Z", "connection": "c1",
                                 "from": "ParsingConfig", "to": "Connecting", "reason": "settings are valid"}
                                """));
        assertThat(lines().get(3)).isEqualTo(MAPPER.readTree("""
                                {"event": "found", "at": "2026-03-04T05:06:07.005Z", "connection": "c1",
                                 "finding": "opened", "attempt": 1, "connectMs": 3.127,
                                 "tls": {"encrypted": true, "protocol": "TLSv1.3", "cipher": "TLS_AES_128_GCM_SHA256",
                                         "verified": "chain and host name",
                                         "certificate": {
                                           "subject": "CN=tidb.example.com", "issuer": "CN=Example CA",
                                           "notBefore": "2026-02-16T12:00:00Z", "notAfter": "2026-05-17T12:00:00Z",
                                           "expiresInDays": 74, "names": ["tidb.example.com", "127.0.0.1"],
                                           "earliestExpiry": {
                                             "subject": "CN=tidb.example.com", "notAfter": "2026-05-17T12:00:00Z",
                                             "expiresInDays": 74},
                                           "warnFrom": "2026-05-03T12:00:00Z", "warning": false}}}
                                """));
        assertThat(lines().get(9).at("/ended")).isEqualTo(MAPPER.readTree("[102, 103]"));
        assertThat(lines().get(9).at("/jobs/2/resultMessage").asText()).isEqualTo("duplicate key in row 17");
    }

    @Test
    void ndjson_has_all_other_events_too() throws IOException {
        NdjsonRenderer renderer =
                new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false);
        HandlerEvent foreign = new HandlerEvent() {};
        List<RunEvent> events = List.of(
                new RunEvent.Found(
                        "c1",
                        new CheckEvent.Answered(
                                Duration.ofMillis(1),
                                Runs.completed(1).identity().orElseThrow())),
                new RunEvent.Found("c1", new CheckEvent.DatabaseVerified(Runs.ACCESS)),
                new RunEvent.Found("c1", new CheckEvent.Reopened(Duration.ofMillis(2), Runs.TLS)),
                new RunEvent.Found(
                        "c1", new CheckEvent.JobsCounted(Runs.unsupported().answer())),
                new RunEvent.Found("c1", foreign),
                new RunEvent.Stopping("interrupted"),
                new RunEvent.Found("c1", new CheckEvent.PoolUsed(new PoolStats(5, 6, 24, 1))));
        events.forEach(event -> renderer.on(event, ExampleRun.LAST));
        List<JsonNode> lines = lines();
        assertThat(lines.get(0).at("/identity/hostname").asText()).isEqualTo("tidb-0");
        assertThat(lines.get(1).at("/database"))
                .isEqualTo(
                        MAPPER.readTree("{\"name\":\"test\",\"read\":\"all\",\"write\":\"part\",\"create\":\"none\"}"));
        assertThat(lines.get(2).at("/connectMs").asDouble()).isEqualTo(2.0);
        assertThat(lines.get(3).at("/whyNot").asText()).isEqualTo("MariaDB has no IMPORT INTO.");
        assertThat(lines.get(4).at("/finding").asText()).isEqualTo("other");
        assertThat(lines.get(5).at("/reason").asText()).isEqualTo("interrupted");
        assertThat(lines.get(6).at("/finding").asText()).isEqualTo("pool-used");
        assertThat(lines.get(6).at("/pool"))
                .isEqualTo(MAPPER.readTree("{\"size\":5,\"opened\":6,\"borrowed\":24,\"replaced\":1}"));
    }
}
