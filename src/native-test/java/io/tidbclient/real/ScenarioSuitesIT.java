package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that is built in, documented or given as an example holds on the real servers. */
class ScenarioSuitesIT {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    @RealTidb
    void all_suites_hold_on_tidb_and_leave_nothing_behind(TidbServer tidb) throws SQLException {
        Inventory before = Inventory.of(tidb);

        Checked report = ScenarioRuns.report(
                tidb, "isolation", "locks", "transactions", "schema", "connections", "imports", "workloads");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.at("/counts/passed").asInt()).isEqualTo(81);
        assertThat(report.at("/counts/skipped").asInt())
                .as("TiDB has neither read uncommitted nor serializable")
                .isEqualTo(24);
        assertThat(Inventory.of(tidb)).isEqualTo(before);
    }

    @Test
    @RealMariaDb
    void all_suites_hold_on_mariadb_where_their_verdicts_differ(MariaDbServer mariadb) {
        ToolRun run = ScenarioRuns.command(
                        mariadb.address(),
                        "",
                        "isolation",
                        "locks",
                        "transactions",
                        "schema",
                        "connections",
                        "imports",
                        "workloads",
                        "-o",
                        "json")
                .run(Checked.LIMIT);

        Checked report = ScenarioRuns.read(run);
        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.at("/counts/passed").asInt()).isEqualTo(73);
        assertThat(ScenarioRuns.scenarios(report))
                .filteredOn(scenario -> scenario.at("/status").asText().equals("skipped"))
                .hasSize(32)
                .allSatisfy(scenario -> assertThat(scenario.at("/why").asText()).isEqualTo("not for MariaDB"));
    }

    @Test
    @RealMariaDb
    void what_holds_on_tidb_alone_fails_on_mariadb(MariaDbServer mariadb) throws IOException {
        String withoutVerdicts = Files.readString(
                        Path.of("src/main/resources/io/tidbclient/scenario/suite/isolation/otv.yaml"))
                .replaceAll("(?m)^ *on-mariadb: .*\n", "");
        try (ScratchFolder folder = ScratchFolder.create("otv")) {
            ToolRun run = ScenarioRuns.command(
                            mariadb.address(),
                            "",
                            ScenarioRuns.script(folder, "otv.yaml", withoutVerdicts),
                            "-o",
                            "json")
                    .run(Checked.LIMIT);

            Checked report = ScenarioRuns.read(run);
            assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
            JsonNode repeatableRead = ScenarioRuns.scenarios(report).stream()
                    .filter(scenario ->
                            scenario.at("/title").asText().endsWith("vanishes, repeatable read, pessimistic"))
                    .findFirst()
                    .orElseThrow();
            assertThat(repeatableRead.at("/difference/expected").asText()).isEqualTo("(10)");
            assertThat(repeatableRead.at("/difference/got").asText()).isEqualTo("(11)");
        }
    }

    @Test
    @RealTidb
    void documented_scenarios_and_examples_hold(TidbServer tidb) throws IOException, SQLException {
        Inventory before = Inventory.of(tidb);
        List<String> scripts = new ArrayList<>();
        try (ScratchFolder folder = ScratchFolder.create("docs");
                Stream<Path> examples = Files.list(Path.of("examples/scenarios"))) {
            Matcher documented = EXAMPLE.matcher(Files.readString(Path.of("docs/scenarios.md")));
            while (documented.find()) {
                scripts.add(ScenarioRuns.script(folder, "doc" + scripts.size() + ".yaml", documented.group(1)));
            }
            examples.map(Path::toAbsolutePath).map(Path::toString).forEach(scripts::add);
            scripts.add("--at-once=4");

            Checked report = ScenarioRuns.report(tidb, scripts.toArray(String[]::new));

            assertThat(report.exitCode()).as("%s", report).isZero();
            List<JsonNode> scenarios = ScenarioRuns.scenarios(report);
            assertThat(scenarios).hasSizeGreaterThan(30);
            assertThat(scenarios)
                    .filteredOn(scenario -> !scenario.at("/status").asText().equals("passed"))
                    .as("orders in which a session waits cannot be executed as they are")
                    .allSatisfy(order -> {
                        assertThat(order.at("/status").asText()).isEqualTo("skipped");
                        assertThat(order.at("/file").asText()).endsWith("orders.yaml");
                    })
                    .hasSize(6);
        }
        assertThat(Inventory.of(tidb)).isEqualTo(before);
    }

    @Test
    @RealTidb
    void two_hundred_sessions_take_part_in_one_scenario(TidbServer tidb) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("many")) {
            String script = ScenarioRuns.script(folder, "many.yaml", """
                    scenario: many
                    setup: CREATE TABLE t (id INT PRIMARY KEY)
                    sessions: {s: {count: 200}}
                    steps:
                      - s: INSERT INTO t VALUES (:member)
                        affected: 1
                    checks:
                      - sql: SELECT COUNT(*) FROM t
                        rows: [[200]]
                    """);

            Checked report = ScenarioRuns.report(tidb, script);

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(report.at("/scenarios/0/steps").size()).isEqualTo(200);
            assertThat(connectionIds(report.at("/scenarios/0/sessions")))
                    .doesNotHaveDuplicates()
                    .hasSize(200);
        }
    }

    private static List<Long> connectionIds(JsonNode sessions) {
        List<Long> ids = new ArrayList<>();
        sessions.forEach(session -> ids.add(session.at("/connectionId").asLong()));
        return ids;
    }
}
