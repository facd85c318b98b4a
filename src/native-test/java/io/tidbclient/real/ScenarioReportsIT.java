package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run prints and keeps. */
@RealTidb
class ScenarioReportsIT extends ScenarioOnCleanServer {
    @Test
    void report_has_the_value_that_differs_in_full_and_rows_with_their_types(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder,
                "typed.yaml",
                """
                scenario: typed
                sessions: {a: }
                setup:
                  - CREATE TABLE t (id INT PRIMARY KEY, big BIGINT UNSIGNED, price DECIMAL(10,2), word VARCHAR(200))
                  - INSERT INTO t SELECT n, 18446744073709551615, 1.5, CONCAT(REPEAT('a', 99), n) FROM
                    (SELECT 1 n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7
                    UNION SELECT 8 UNION SELECT 9) numbers
                  - UPDATE t SET price = NULL WHERE id = 2
                steps:
                  - a: SELECT id, big, price, word FROM t WHERE id < 3 ORDER BY id
                  - a: SELECT id, word FROM t ORDER BY id
                    rows:
                """
                        + LongStream.rangeClosed(1, 9)
                                .mapToObj(i -> "      - [" + i + ", " + "a".repeat(99) + (i == 9 ? "x" : i) + "]\n")
                                .collect(Collectors.joining()));

        Checked report = ScenarioRuns.report(tidb, script);

        String a = "a".repeat(99);
        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.at("/scenarios/0/steps/0/result/types"))
                .hasToString("[\"number\",\"number\",\"number\",\"text\"]");
        assertThat(report.at("/scenarios/0/steps/0/result/rows"))
                .hasToString("[[1,\"18446744073709551615\",\"1.50\",\"" + a + "1\"],"
                        + "[2,\"18446744073709551615\",null,\"" + a + "2\"]]");
        assertThat(report.at("/scenarios/0/difference/first"))
                .hasToString("{\"row\":9,\"column\":\"word\",\"expected\":\"" + a + "x\",\"got\":\"" + a + "9\"}");
    }

    @Test
    void junit_has_a_case_for_each_and_history_every_operation(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "two.yaml", """
                scenario: good
                sessions: [a]
                steps: [{a: SELECT 1}]
                ---
                scenario: bad <&>
                sessions: [a]
                steps: [{a: SELECT 1, rows: [[2]]}]
                """);
        Path history = folder.path().resolve("history.ndjson");

        ToolRun run = ScenarioRuns.command(
                        tidb.address(), tidb.password(), script, "-o", "junit", "--history", history.toString())
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout())
                .contains("<testsuites name=\"tidb-client\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"bad &lt;&amp;&gt;\"")
                .contains("expected (2), got (1); row 1, column 1: expected 2, got 1\">");
        assertThat(Files.readAllLines(history))
                .hasSize(2)
                .allMatch(line -> line.contains("\"sql\":\"SELECT 1\",\"values\":{},\"outcome\":\"ok\""));
    }

    @Test
    void a_disk_that_is_full_makes_a_run_fail_that_passed(TidbServer tidb) throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        String script =
                ScenarioRuns.script(folder, "good.yaml", "scenario: s\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");

        for (String option : List.of("--history", "--junit")) {
            ToolRun run = ScenarioRuns.command(tidb.address(), tidb.password(), script, option, "/dev/full", "-q")
                    .run(Checked.LIMIT);

            assertThat(run)
                    .isEqualTo(new ToolRun(
                            1,
                            "FAILED (exit 1)  1 of 1 scenario passed; a requested file is not complete\n",
                            "tidb-client: " + option + ": '/dev/full' is not complete (No space left on device); make"
                                    + " room, or name another file, and run it again.\n"));
        }
    }
}
