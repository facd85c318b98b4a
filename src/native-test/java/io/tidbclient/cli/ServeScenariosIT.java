package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenarios of a target that has no tables, and mistakes in them. */
@Thorough
class ServeScenariosIT extends OnFreshSandbox {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void configuration() {
        file = directory.resolve("tidb-client.yaml");
    }

    @Test
    void what_cannot_be_run_is_no_success_and_no_failure_of_the_target() throws IOException {
        write("{run: isolation/p4, every: 1s}");
        try (ServedTool tool = ServedTool.start("--config", file.toString())) {
            JsonNode scenario = awaitScenario(tool, known -> known.at("/runs").asInt() >= 2);

            assertThat(scenario.at("/status").asText()).isEqualTo("broken");
            assertThat(scenario.at("/lastRun/why").asText()).isNotBlank();
            assertThat(scenario.at("/lastRun/results").size()).isGreaterThan(1);
            assertThat(scenario.at("/nextRunAt").isNull()).isFalse();
            tool.awaitCondition("shop", "up");
            assertThat(tool.ask().get("/metrics").asString())
                    .contains(
                            "tidb_client_scenario_passed{scenario=\"isolation/p4\",target=\"shop\"} 0.0",
                            "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"shop\",verdict=\"broken\"}");
            assertThat(tool.ask().get("/targets/shop").asString()).contains("<td class=\"bad\">could not run");
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    @Test
    void a_server_that_is_away_could_not_be_tested() throws IOException {
        server.close();
        write("{run: isolation/p4, every: 1h}");
        try (ServedTool tool = ServedTool.start("--config", file.toString())) {
            JsonNode scenario = awaitScenario(tool, known -> known.at("/runs").asInt() == 1);

            assertThat(scenario.at("/status").asText()).isEqualTo("broken");
            assertThat(scenario.at("/lastRun/verdict/outcome").asText()).isEqualTo("unreachable");
            assertThat(scenario.at("/lastRun/why").asText())
                    .startsWith("no scenario was run: Nothing listens at 127.0.0.1:" + server.port()
                            + ": connection refused.");
        }
    }

    @Test
    void an_unknown_scenario_is_refused_before_anything_listens() throws IOException {
        write("isolation/p44");

        assertRefused("tidb-client: " + file + ":7: run: 'isolation/p44' is neither a file nor a built-in scenario;"
                + " did you mean 'isolation/p4'?\n");
    }

    @Test
    void a_script_with_a_mistake_is_refused_with_both_places() throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), "scenario: mine\nsessions: [a]\nstps: []\n");
        write("mine.yaml");

        ToolRun run = Tool.run("serve", "--config", file.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr())
                .contains("tidb-client.yaml:7: run: mine.yaml:3:1: ")
                .doesNotContain("\tat ");
        assertThat(Tool.run("config", "validate", "--config", file.toString()).stderr())
                .isEqualTo(run.stderr());
    }

    private void assertRefused(String message) {
        for (String[] command : new String[][] {{"serve"}, {"config", "validate"}}) {
            String[] all = new String[command.length + 2];
            System.arraycopy(command, 0, all, 0, command.length);
            all[command.length] = "--config";
            all[command.length + 1] = file.toString();
            assertThat(Tool.run(all)).isEqualTo(new ToolRun(2, "", message));
        }
    }

    private void write(String scenario) throws IOException {
        Files.writeString(file, """
                user: root
                no-password: true
                serve:
                  targets:
                    - {name: shop, host: '127.0.0.1:%d', every: 1s, retry-attempts: 1, scenarios: [
                        # each by a plan of its own
                        %s]}
                """.formatted(server.port(), scenario));
    }

    private static JsonNode awaitScenario(ServedTool tool, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Tool.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tool.json("/api/v1/targets/shop/scenarios").at("/scenarios/0"), condition);
    }
}
