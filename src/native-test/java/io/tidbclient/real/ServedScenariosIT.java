package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.cli.ServedTool;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenarios that are run again and again on real servers. */
class ServedScenariosIT {
    private static final String WRONG = """
            scenario: half of it
            setup:
              - CREATE TABLE account (id INT PRIMARY KEY, balance INT)
              - INSERT INTO account VALUES (1, 100)
            sessions: [ann]
            steps:
              - ann: SELECT balance FROM account WHERE id = 1
                rows: [[50]]
            """;

    private static final String HANGS = """
            scenario: hangs
            users: {app: {privileges: [SELECT]}}
            sessions: {ann: {user: app}}
            steps:
              - ann: SELECT SLEEP(600)
                limit: 1h
            """;

    /** An orchestrator kills a process that takes longer. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    @RealTidb
    void passed_and_failed_scenarios_of_a_tidb(TidbServer tidb) throws IOException {
        try (ServedTool tool = serve(tidb.address(), "isolation/p4", "wrong.yaml")) {
            assertVerdicts(tool);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    @Test
    @RealMariaDb
    void passed_and_failed_scenarios_of_a_mariadb(MariaDbServer server) throws IOException, SQLException {
        try (ServedTool tool = serve(server.address(), "isolation/p4", "wrong.yaml")) {
            assertVerdicts(tool);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        assertThat(databases(server)).isEmpty();
    }

    @Test
    @RealMariaDb
    void a_scenario_that_hangs_delays_no_check_and_is_cleaned_up_at_the_end(MariaDbServer server)
            throws IOException, SQLException {
        Files.writeString(directory.resolve("hangs.yaml"), HANGS);
        try (ServedTool tool = serve(server.address(), "hangs.yaml")) {
            await(tool, "hangs.yaml", known -> !known.at("/runningSince").isNull());
            Awaitility.await()
                    .atMost(Checked.LIMIT)
                    .until(() -> !databases(server).isEmpty());
            int checks = tool.target("a").at("/checks").asInt();
            tool.awaitTarget("a", target -> target.at("/checks").asInt() >= checks + 3);
            assertThat(scenario(tool, "hangs.yaml").at("/lastRun").isNull()).isTrue();

            ToolRun run = tool.end(Signal.TERM);
            assertThat(run.exitCode()).isZero();
            assertThat(run.stderr()).doesNotContain("WARN");
        }
        assertThat(databases(server)).isEmpty();
        assertThat(users(server)).isZero();
    }

    @Test
    @RealMariaDb
    void a_scenario_that_is_no_longer_configured_is_stopped_and_cleaned_up(MariaDbServer server)
            throws IOException, SQLException {
        Files.writeString(directory.resolve("hangs.yaml"), HANGS);
        try (ServedTool tool = serve(server.address(), "hangs.yaml")) {
            Awaitility.await().atMost(Checked.LIMIT).until(() -> users(server) == 1);

            configure(server.address(), "wrong.yaml");
            tool.signal(Signal.HUP);

            await(tool, "wrong.yaml", known -> known.at("/runs").asInt() >= 1);
            Awaitility.await().atMost(Checked.LIMIT).until(() -> users(server) == 0);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        assertThat(databases(server)).isEmpty();
    }

    @Test
    @RealTidb
    void what_stays_on_a_server_that_does_not_answer_is_named_and_not_waited_for(TidbLauncher launcher)
            throws IOException {
        Files.writeString(directory.resolve("hangs.yaml"), HANGS);
        try (TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
                ServedTool tool = serve(tidb.server().address(), "hangs.yaml")) {
            await(tool, "hangs.yaml", known -> !known.at("/runningSince").isNull());
            Awaitility.await().atMost(Checked.LIMIT).until(() -> hasDatabase(tidb.server()));
            tidb.pause();

            Instant asked = Instant.now();
            ToolRun run = tool.end(Signal.TERM);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(ENDS_WITHIN);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.stderr())
                    .containsPattern("database tidb_client_[a-f][0-9a-f]{7}")
                    .containsPattern("user tc_[0-9a-f]{8}_app");
        }
    }

    private static boolean hasDatabase(TidbServer tidb) throws SQLException {
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM mysql.user WHERE user LIKE 'tc\\_%'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private void assertVerdicts(ServedTool tool) {
        JsonNode passed = await(tool, "isolation/p4", known -> known.at("/runs").asInt() >= 1);
        assertThat(passed.at("/status").asText()).as(passed.toString()).isEqualTo("passed");
        JsonNode failed = await(tool, "wrong.yaml", known -> known.at("/runs").asInt() >= 2);
        assertThat(failed.at("/status").asText()).as(failed.toString()).isEqualTo("failed");
        assertThat(failed.at("/lastRun/results/0/difference/expected").asText()).isEqualTo("(50)");
        assertThat(failed.at("/lastRun/results/0/difference/got").asText()).isEqualTo("(100)");

        assertThat(tool.awaitCondition("a", "up")
                        .at("/lastCheck/verdict/outcome")
                        .asText())
                .isEqualTo("success");
        assertThat(tool.ask().get("/metrics").asString())
                .contains(
                        "tidb_client_scenario_passed{scenario=\"isolation/p4\",target=\"a\"} 1.0",
                        "tidb_client_scenario_passed{scenario=\"wrong.yaml\",target=\"a\"} 0.0");
        assertThat(tool.ask().get("/targets/a").asString())
                .contains("<td class=\"bad\">failed", "expected  (50)", "got       (100)");
    }

    private ServedTool serve(String address, String... scenarios) throws IOException {
        return ServedTool.start("--config", configure(address, scenarios).toString());
    }

    private Path configure(String address, String... scenarios) throws IOException {
        Files.writeString(directory.resolve("wrong.yaml"), WRONG);
        StringBuilder list = new StringBuilder();
        for (String scenario : scenarios) {
            list.append("        - {run: ").append(scenario).append(", every: 2s, timeout: 10m}\n");
        }
        return Files.writeString(directory.resolve("tidb-client.yaml"), """
                user: root
                no-password: true
                serve:
                  targets:
                    - name: a
                      host: '%s'
                      every: 1s
                      no-imports: true
                      scenarios:
                """.formatted(address) + list);
    }

    private static JsonNode await(ServedTool tool, String scenario, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Checked.LIMIT)
                .pollInterval(Duration.ofMillis(100))
                // After a change of the configuration, it is not listed at once.
                .until(
                        () -> find(tool, scenario),
                        found -> found.filter(condition).isPresent())
                .orElseThrow();
    }

    private static JsonNode scenario(ServedTool tool, String name) {
        return find(tool, name).orElseThrow(() -> new AssertionError("there is no scenario " + name));
    }

    private static Optional<JsonNode> find(ServedTool tool, String name) {
        for (JsonNode known : tool.json("/api/v1/targets/a/scenarios").at("/scenarios")) {
            if (known.at("/name").asText().equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static String databases(MariaDbServer server) throws SQLException {
        return text(
                server,
                "SELECT COALESCE(GROUP_CONCAT(schema_name), '') FROM information_schema.schemata"
                        + " WHERE schema_name LIKE 'tidb\\_client\\_%'");
    }

    private static int users(MariaDbServer server) throws SQLException {
        return Integer.parseInt(text(server, "SELECT COUNT(*) FROM mysql.user WHERE user LIKE 'tc\\_%'"));
    }

    private static String text(MariaDbServer server, String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
