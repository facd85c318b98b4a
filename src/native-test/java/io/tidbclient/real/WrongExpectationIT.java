package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** For every kind of expectation: one that is wrong fails its scenario, and the difference says what was and what is. */
@RealTidb
class WrongExpectationIT {
    private static final String HEAD = """
            scenario: %s
            step-limit: 3s
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10), (2, NULL)
            sessions: [a, b, c]
            steps:
            """;
    private static final List<String> LOCKED =
            List.of("- a: BEGIN", "- a: UPDATE t SET v = 11 WHERE id = 1", "- b: BEGIN");

    /** Each with its steps, and what the difference says: expected, got; alternatives of the latter separated by |. */
    private static final Map<String, List<String>> CASES = Map.ofEntries(
            entry("rows", List.of("- a: SELECT v FROM t WHERE id = 1", "  rows: [[12]]", "(12)", "(10)")),
            entry("a null", List.of("- a: SELECT v FROM t WHERE id = 2", "  rows: [[0]]", "(0)", "(NULL)")),
            entry("order", List.of("- a: SELECT id FROM t ORDER BY id", "  rows: [[2], [1]]", "(2), (1)", "(1), (2)")),
            entry(
                    "any order",
                    List.of(
                            "- a: SELECT id FROM t ORDER BY id",
                            "  rows-in-any-order: [[2], [2]]",
                            "in any order (2), (2)",
                            "(1), (2)")),
            entry("no rows", List.of("- a: SELECT id FROM t WHERE id = 1", "  rows: []", "no rows", "(1)")),
            entry("pattern", List.of("- a: SELECT 'abc'", "  rows: [[{matches: 'b+'}]]", "(/b+/)", "(abc)")),
            entry("row count", List.of("- a: SELECT id FROM t", "  row-count: 3", "3 rows", "2 rows: (1), (2)")),
            entry("columns", List.of("- a: SELECT id, v FROM t", "  columns: [id]", "columns id", "columns id, v")),
            entry("affected", List.of("- a: UPDATE t SET v = 1", "  affected: 3", "3 rows changed", "2 rows")),
            entry("no error", List.of("- a: SELECT 1", "  error: 1064", "error 1064", "(1)")),
            entry(
                    "another error",
                    List.of(
                            "- a: SELECT * FROM nothing",
                            "  error: {code: 1064}",
                            "error 1064",
                            "error 1146 ER_NO_SUCH_TABLE: Table '")),
            entry(
                    "another state",
                    List.of(
                            "- a: SELECT * FROM nothing",
                            "  error: {sqlstate: '40001'}",
                            "error SQLSTATE 40001",
                            "error 1146 ER_NO_SUCH_TABLE: Table '")),
            entry(
                    "another message",
                    List.of(
                            "- a: SELECT * FROM nothing",
                            "  error: {matches: 'Deadlock.*'}",
                            "error /Deadlock.*/",
                            "error 1146 ER_NO_SUCH_TABLE: Table '")),
            entry(
                    "an unexpected error",
                    List.of(
                            "- a: SELECT * FROM nothing",
                            "",
                            "that it succeeds",
                            "error 1146 ER_NO_SUCH_TABLE: Table '")),
            entry("within", List.of("- a: SELECT SLEEP(0.3)", "  within: 100ms", "that it ends within 100 ms", "")),
            entry(
                    "not before",
                    List.of("- a: SELECT 1", "  not-before: 2s", "that it does not end before 2000 ms", "")),
            entry(
                    "either",
                    List.of(
                            "- a: UPDATE t SET v = 1",
                            "  either: [{affected: 1}, {error: 1062}]",
                            "1 row changed, or error 1062",
                            "2 rows")),
            entry("limit", List.of("- a: SELECT SLEEP(20)", "  limit: 200ms", "that it ends within 200 ms", "no end")),
            entry("blocks", List.of("- a: SELECT 1", "  blocks: b", "that it waits for b", "it ended after ")),
            entry(
                    "unblocks",
                    List.of(
                            "- a: SELECT 1",
                            "  unblocks: b",
                            "that it unblocks b",
                            "b was not waiting when the step began")),
            entry("save", List.of("- a: SELECT v FROM t WHERE id = 9", "  save: x", "a row to save from", "no rows")),
            entry(
                    "saved",
                    List.of("- a: SELECT 10\n    save: x\n  - a: SELECT 11", "  rows: [[{saved: x}]]", "(10)", "(11)")),
            entry(
                    "waits unexpectedly",
                    List.of(
                            String.join("\n  ", LOCKED),
                            "- b: UPDATE t SET v = 12 WHERE id = 1",
                            "that it ends",
                            "it waits for a")),
            entry(
                    "waits for another",
                    List.of(
                            String.join("\n  ", LOCKED),
                            "- b: UPDATE t SET v = 12 WHERE id = 1\n    blocks: c",
                            "that it waits for c",
                            "it waits for a")),
            // Embedded storage names no holder, and c could be it until b continues; TiKV names a at once.
            entry(
                    "waits for another that could be it",
                    List.of(
                            String.join("\n  ", LOCKED)
                                    + "\n  - c: BEGIN\n  - b: UPDATE t SET v = 12 WHERE id = 1\n    blocks: c",
                            "- a: COMMIT",
                            "that it waits for c",
                            "it continued while c did nothing|it waits for a")),
            entry(
                    "does not let go",
                    List.of(
                            String.join("\n  ", LOCKED) + "\n  - b: UPDATE t SET v = 12 WHERE id = 1\n    blocks: a",
                            "- a: SELECT 1\n    limit: 500ms\n    unblocks: b",
                            "that it unblocks b",
                            "b still in step 4, waiting for a")));

    private Inventory before;

    @BeforeEach
    void takeInventory(TidbServer tidb) throws SQLException {
        before = Inventory.of(tidb);
    }

    @AfterEach
    void nothing_was_left(TidbServer tidb) throws SQLException {
        assertThat(Inventory.of(tidb)).isEqualTo(before);
    }

    @Test
    void every_wrong_expectation_fails_and_says_what_was_different(TidbServer tidb) throws IOException, SQLException {
        List<String> names = CASES.keySet().stream().sorted().toList();
        List<String> scripts = new ArrayList<>();
        for (String name : names) {
            List<String> lines = CASES.get(name);
            scripts.add(HEAD.formatted(name) + "  " + lines.get(0) + "\n  " + lines.get(1) + "\n");
        }
        scripts.add(HEAD.formatted("check")
                + "  - a: SELECT 1\nchecks:\n  - {name: sum, sql: SELECT SUM(v) FROM t, rows: [[11]]}\n");
        try (ScratchFolder folder = ScratchFolder.create("wrong")) {
            String script = ScenarioRuns.script(folder, "wrong.yaml", String.join("---\n", scripts));

            Checked report = ScenarioRuns.report(tidb, script);

            assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
            List<JsonNode> scenarios = ScenarioRuns.scenarios(report);
            assertThat(scenarios)
                    .hasSize(names.size() + 1)
                    .allSatisfy(scenario -> assertThat(scenario.at("/status").asText())
                            .as(scenario.at("/title").asText() + " "
                                    + scenario.at("/why").asText())
                            .isEqualTo("failed"));
            for (int i = 0; i < names.size(); i++) {
                JsonNode difference = scenarios.get(i).at("/difference");
                String name = names.get(i);
                assertThat(difference.at("/expected").asText())
                        .as(name)
                        .startsWith(CASES.get(name).get(2));
                assertThat(List.of(CASES.get(name).get(3).split("\\|", -1)))
                        .as("%s: %s", name, difference.at("/got").asText())
                        .anyMatch(difference.at("/got").asText()::startsWith);
                assertThat(difference.at("/file").asText()).isEqualTo(script);
                assertThat(difference.at("/line").asInt()).isPositive();
            }
            JsonNode check = scenarios.getLast().at("/difference");
            assertThat(check.at("/what").asText()).isEqualTo("check: sum");
            assertThat(check.at("/expected").asText()).isEqualTo("(11)");
            assertThat(check.at("/got").asText()).isEqualTo("(10)");
            assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
        }
    }
}
