package io.tidbclient.serve.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.output.Runs;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BASE = "http://localhost/api/v1/";

    private final StatusBoard board = new StatusBoard(Runs.START);
    private final Api api = new Api("1.2.3", board::latest, ExitCode::of);

    ApiTest() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test", "new")));
        board.add(new ServerEvent.CheckStarted("prod", Runs.START));
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(3))));
        board.add(new ServerEvent.CheckStarted("new", Runs.START));
    }

    @ParameterizedTest
    @CsvSource({
        "/status, , Status",
        "/targets, , Targets",
        "/targets/:name, prod, TargetDetail",
        "/targets/:name, test, TargetDetail",
        "/targets/:name, new, TargetDetail",
        "/targets/:name/runs, test, Runs",
        "/targets/:name/runs, new, Runs",
        "/targets/:name, nosuch, Error",
        "/targets/:name/runs, nosuch, Error",
        "/targets/:name/report, new, Error"
    })
    void documents_follow_their_schemas(String path, String name, String schema) throws IOException {
        assertThat(complaints(
                        get(path, Optional.ofNullable(name).orElse("")), "openapi.json#/components/schemas/" + schema))
                .isEmpty();
    }

    @Test
    void report_is_that_of_the_command_line() throws IOException {
        JsonNode report = get("/targets/:name/report", "test");

        assertThat(complaints(report, "report.schema.json")).isEmpty();
        assertThat(report.at("/verdict/outcome").asText()).isEqualTo("unreachable");
    }

    @Test
    void status_counts_the_targets() throws IOException {
        assertThat(get("/status", "").get("counts"))
                .isEqualTo(MAPPER.readTree("{\"targets\":3,\"up\":1,\"down\":1,\"unknown\":1}"));
    }

    @Test
    void target_that_is_down_names_the_failure_and_the_server_as_last_seen() throws IOException {
        JsonNode target = get("/targets/:name", "test");

        assertThat(target.at("/condition").asText()).isEqualTo("down");
        assertThat(target.at("/since").asText()).isEqualTo("2026-03-04T05:06:10Z");
        assertThat(target.at("/lastCheck/run").asInt()).isEqualTo(2);
        assertThat(target.at("/lastCheck/failure/sentence").asText()).isEqualTo("Nothing listens at 127.0.0.1:4000.");
        assertThat(target.at("/servers/0/version/release").asText()).isEqualTo("v8.5.4");
        assertThat(target.at("/trend/0/checks").asInt()).isEqualTo(2);
    }

    @Test
    void unknown_target_is_not_found() {
        assertThat(answer("/targets/:name", "nosuch").status()).isEqualTo(404);
        assertThat(answer("/targets/:name/report", "new").status()).isEqualTo(404);
    }

    @Test
    void event_of_a_check_is_the_target_on_one_line() throws IOException {
        List<ServerUpdate> updates = new ArrayList<>();
        var unused = board.updates().subscribe().with(updates::add);
        board.add(new ServerEvent.CheckStarted("prod", Runs.START));
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(9))));

        assertThat(api.event(updates.getFirst())).isEmpty();
        String event = api.event(updates.getLast()).orElseThrow();
        assertThat(event).doesNotContain("\n");
        assertThat(complaints(MAPPER.readTree(event), "openapi.json#/components/schemas/Target"))
                .isEmpty();
    }

    @Test
    void every_path_is_described() throws IOException {
        JsonNode paths = MAPPER.readTree(text(answer("/openapi.json", ""))).get("paths");
        List<String> described = new ArrayList<>();
        paths.fieldNames().forEachRemaining(path -> described.add(path.replace("{name}", ":name")));

        assertThat(described).containsAll(api.endpoints().keySet());
        assertThat(described)
                .filteredOn(path -> !api.endpoints().containsKey(path))
                .containsExactly("/api/v1/events");
    }

    private JsonNode get(String path, String name) throws IOException {
        return MAPPER.readTree(text(answer(path, name)));
    }

    private Answer answer(String path, String name) {
        return api.endpoints().get(Api.ROOT + path).answer(new Request(path, Map.of("name", name), Map.of(), ""));
    }

    private static String text(Answer answer) {
        return answer.body();
    }

    private List<String> complaints(JsonNode document, String schema) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                        BASE + "openapi.json", text(answer("/openapi.json", "")),
                        BASE + "report.schema.json", text(answer("/report.schema.json", ""))))));
        return factory.getSchema(SchemaLocation.of(BASE + schema)).validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
