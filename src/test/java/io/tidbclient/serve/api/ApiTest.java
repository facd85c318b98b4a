package io.tidbclient.serve.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.output.Runs;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.Scenarios;
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

    private static final ImportJob FAILED = RecordedPolls.job(7, "failed")
            .phase("importing")
            .message("checksum mismatched")
            .build();

    private static final ImportJob FAILED_8 =
            RecordedPolls.job(8, "failed").message("no such file").build();

    private final Imports prod = new Imports("prod");
    private final StatusBoard board = new StatusBoard(Runs.START);
    private HistoryStatus history;
    private final Api api = new Api("1.2.3", board::latest, () -> Optional.ofNullable(history), ExitCode::of);

    ApiTest() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test", "new")));
        board.add(new ServerEvent.CheckStarted("prod", Runs.START));
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(3))));
        board.add(new ServerEvent.CheckStarted("new", Runs.START));
        prod.run(board, 0, 20);
        Imports test = new Imports("test");
        test.run(board, 0, 98);
        board.add(test.polled(102, List.of(FAILED), 7L));
        board.add(test.failed(110, Imports.LOST));
        board.add(new ServerEvent.ScenariosScheduled(
                "prod",
                List.of(
                        new ServerEvent.Due("isolation/p4", Optional.of(Runs.START.plusSeconds(600))),
                        new ServerEvent.Due("locks", Optional.empty()))));
        board.add(ended(1, Scenarios.passed()));
        board.add(ended(2, Scenarios.passedWith("the wait is deduced"), Scenarios.failed()));
    }

    private static ServerEvent ended(long number, ScenarioResult... results) {
        return new ServerEvent.ScenarioEnded(
                "prod",
                "isolation/p4",
                Scenarios.run(number, Duration.ofSeconds(10 * number), results),
                Optional.of(Runs.START.plusSeconds(600 * (number + 1))));
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
        "/targets/:name/report, new, Error",
        "/imports, , Imports",
        "/targets/:name/imports, prod, TargetImports",
        "/targets/:name/imports, test, TargetImports",
        "/targets/:name/imports, new, TargetImports",
        "/targets/:name/imports, nosuch, Error",
        "/scenarios, , Scenarios",
        "/targets/:name/scenarios, prod, TargetScenarios",
        "/targets/:name/scenarios, test, TargetScenarios",
        "/targets/:name/scenarios, nosuch, Error",
        "/targets/:name/imports/:id, prod, JobDetail",
        "/targets/:name/imports/:id, test, JobDetail",
        "/targets/:name/imports/:id, new, Error",
        "/targets/:name/imports/:id, nosuch, Error"
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
        assertThat(target.at("/lastCheck/failure/sentence").asText())
                .isEqualTo("Nothing listens at 127.0.0.1:4000: connection refused.");
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
        Api.Event event = api.event(updates.getLast()).orElseThrow();
        assertThat(event.name()).isEqualTo("target");
        assertThat(event.data()).doesNotContain("\n");
        assertThat(complaints(MAPPER.readTree(event.data()), "openapi.json#/components/schemas/Target"))
                .isEmpty();
    }

    @Test
    void imports_of_a_target_have_the_fields_of_reports() throws IOException {
        JsonNode imports = get("/targets/:name/imports", "prod");

        assertThat(imports.at("/polledAt").asText()).isEqualTo("2026-03-04T05:06:27Z");
        assertThat(imports.at("/counts/byStatus/running").asInt()).isEqualTo(1);
        assertThat(imports.at("/jobs/0/id").asInt()).isEqualTo(7);
        assertThat(imports.at("/jobs/0/importedRows").asInt()).isEqualTo(20_000);
        assertThat(imports.at("/jobs/0/estimate/left/likelyMs").isNumber()).isTrue();
    }

    @Test
    void imports_that_cannot_be_listed_are_shown_as_last_known_with_the_reason() throws IOException {
        JsonNode imports = get("/targets/:name/imports", "test");

        assertThat(imports.at("/unknownSince").asText()).isEqualTo("2026-03-04T05:07:57Z");
        assertThat(imports.at("/whyUnknown").asText()).isEqualTo("The connection to 127.0.0.1:4000 was lost.");
        assertThat(imports.at("/jobs/0/resultMessage").asText()).isEqualTo("checksum mismatched");
    }

    @Test
    void job_has_its_samples() throws IOException {
        JsonNode job = get("/targets/:name/imports/:id", "prod");

        assertThat(job.at("/job/id").asInt()).isEqualTo(7);
        assertThat(job.at("/sampledFrom").asText()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(job.at("/samples")).hasSize(11);
        assertThat(job.at("/samples/10/afterMs").asDouble()).isEqualTo(20_000);
        assertThat(job.at("/samples/10/phase").asText()).isEqualTo("importing/import");
        assertThat(job.at("/samples/10/importedRows").asLong()).isEqualTo(20_000);
        assertThat(job.at("/samples/10/stepPercent").asDouble()).isEqualTo(20);
        assertThat(job.at("/samples/10/leastMs").asDouble()).isPositive();
    }

    @Test
    void unknown_job_is_not_found() {
        for (String id : List.of("8", "x", "", "99999999999999999999")) {
            Request request = new Request("", Map.of("name", "prod", "id", id), Map.of(), "");
            assertThat(api.endpoints()
                            .get("/api/v1/targets/:name/imports/:id")
                            .answer(request)
                            .status())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @Test
    void event_of_a_poll_has_the_jobs_that_are_active_or_have_just_ended() throws IOException {
        List<ServerUpdate> updates = new ArrayList<>();
        var unused = board.updates().subscribe().with(updates::add);
        board.add(prod.polled(22, List.of(RecordedPolls.running(7, 22), FAILED_8), 8L));
        board.add(prod.polled(24, List.of(FAILED, FAILED_8), 7L));
        board.add(prod.polled(26, List.of(FAILED, FAILED_8)));
        board.add(prod.failed(28, Imports.LOST));

        assertThat(updates).hasSize(4);
        assertThat(event(updates.get(0)).findValuesAsText("id")).containsExactly("7", "8");
        assertThat(event(updates.get(1)).findValuesAsText("id")).containsExactly("7");
        assertThat(api.event(updates.get(2))).as("nothing has changed").isEmpty();
        assertThat(event(updates.get(3)).at("/whyUnknown").asText()).contains("was lost");
    }

    @Test
    void scenarios_of_a_target_have_the_results_of_their_last_runs() throws IOException {
        JsonNode scenarios = get("/targets/:name/scenarios", "prod").at("/scenarios");

        JsonNode p4 = scenarios.get(0);
        assertThat(p4.at("/name").asText()).isEqualTo("isolation/p4");
        assertThat(p4.at("/status").asText()).isEqualTo("failed");
        assertThat(p4.at("/since").asText()).isEqualTo("2026-03-04T05:06:29Z");
        assertThat(p4.at("/runs").asInt()).isEqualTo(2);
        assertThat(p4.at("/nextRunAt").asText()).isEqualTo("2026-03-04T05:36:07Z");
        assertThat(p4.at("/lastRun/why").asText()).isEqualTo("lost update: step 2 by b: expected 50, got 100");
        assertThat(p4.at("/lastRun/counts/passed").asInt()).isEqualTo(1);
        assertThat(p4.at("/lastRun/notes/0").asText()).isEqualTo("the wait is deduced");
        assertThat(p4.at("/lastRun/results/1/difference/expected").asText()).isEqualTo("50");
        assertThat(scenarios.get(1).at("/status").isNull()).as("not run yet").isTrue();
        assertThat(scenarios.get(1).at("/lastRun").isNull()).isTrue();
    }

    @Test
    void event_of_a_scenario_is_its_verdict() throws IOException {
        List<ServerUpdate> updates = new ArrayList<>();
        var unused = board.updates().subscribe().with(updates::add);
        board.add(new ServerEvent.ScenarioStarted("prod", "isolation/p4", Runs.START));
        board.add(new ServerEvent.ScenarioStopped("prod", "isolation/p4"));
        board.add(ended(3, Scenarios.passed()));

        assertThat(api.event(updates.get(0))).isEmpty();
        assertThat(api.event(updates.get(1))).isEmpty();
        Api.Event event = api.event(updates.get(2)).orElseThrow();
        assertThat(event.name()).isEqualTo("scenario");
        JsonNode data = MAPPER.readTree(event.data());
        assertThat(data.at("/target").asText()).isEqualTo("prod");
        assertThat(data.at("/status").asText()).isEqualTo("passed");
        assertThat(complaints(data, "openapi.json#/components/schemas/ScenarioEvent"))
                .isEmpty();
    }

    private JsonNode event(ServerUpdate update) throws IOException {
        Api.Event event = api.event(update).orElseThrow();
        assertThat(event.name()).isEqualTo("imports");
        assertThat(event.data()).doesNotContain("\n");
        JsonNode data = MAPPER.readTree(event.data());
        assertThat(complaints(data, "openapi.json#/components/schemas/ImportsEvent"))
                .isEmpty();
        return data;
    }

    @Test
    void every_path_is_described() throws IOException {
        JsonNode paths = MAPPER.readTree(text(answer("/openapi.json", ""))).get("paths");
        List<String> described = new ArrayList<>();
        paths.fieldNames()
                .forEachRemaining(
                        path -> described.add(path.replace("{name}", ":name").replace("{id}", ":id")));

        assertThat(described).containsAll(api.endpoints().keySet());
        assertThat(described)
                .filteredOn(path -> !api.endpoints().containsKey(path))
                .containsExactly("/api/v1/events");
    }

    private JsonNode get(String path, String name) throws IOException {
        return MAPPER.readTree(text(answer(path, name)));
    }

    private Answer answer(String path, String name) {
        return api.endpoints()
                .get(Api.ROOT + path)
                .answer(new Request(path, Map.of("name", name, "id", "7"), Map.of(), ""));
    }

    private static String text(Answer answer) {
        return answer.body();
    }

    @Test
    void the_history_database_is_part_of_the_status() throws IOException {
        assertThat(get("/status", "").get("history").isNull()).isTrue();
        history = new HistoryStatus(HistoryStatus.State.DOWN, Runs.START, 12, 3, Optional.of(Runs.REFUSED));

        JsonNode status = get("/status", "");

        assertThat(status.at("/history/state").asText()).isEqualTo("down");
        assertThat(status.at("/history/queued").asInt()).isEqualTo(12);
        assertThat(status.at("/history/dropped").asInt()).isEqualTo(3);
        assertThat(status.at("/history/lastFailure/sentence").asText()).isEqualTo(Runs.REFUSED.sentence());
        assertThat(complaints(status, "openapi.json#/components/schemas/Status"))
                .isEmpty();
    }

    private List<String> complaints(JsonNode document, String schema) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                        BASE + "openapi.json", text(answer("/openapi.json", "")),
                        BASE + "report.schema.json", text(answer("/report.schema.json", "")),
                        BASE + "scenarios-report.schema.json", text(answer("/scenarios-report.schema.json", ""))))));
        return factory.getSchema(SchemaLocation.of(BASE + schema)).validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
