package io.tidbclient.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.output.json.ReportJson;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of)));
        assertThat(lines())
                .extracting(line ->
                        line.at("/event").asText() + " " + line.at("/finding").asText())
                .containsExactly(
                        "started ",
                        "transition ",
                        "found attempt-failed",
                        "found opened",
                        "transition ",
                        "found version-read",
                        "found jobs-counted",
                        "found jobs-watched",
                        "found jobs-watched",
                        "message ",
                        "found watch-ended",
                        "transition ",
                        "result ");
    }

    @Test
    void ndjson_reports_each_event_with_its_time() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of)));
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
        assertThat(lines().get(8).at("/ended")).isEqualTo(MAPPER.readTree("[102, 103]"));
        assertThat(lines().get(8).at("/jobs/2/resultMessage").asText()).isEqualTo("duplicate key in row 17");
    }

    @Test
    void ndjson_has_all_other_events_too() throws IOException {
        NdjsonRenderer renderer = new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of));
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
