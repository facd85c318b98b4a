package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run shows of sessions that wait for each other. */
@RealTidb
class ScenarioWaitsIT extends ScenarioOnCleanServer {
    @Test
    void timeline_shows_sessions_side_by_side_and_a_bar_where_one_waits(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder, "queue.yaml", ScenarioRuns.WAITING + "  - ann: COMMIT\n    unblocks: bob\n  - bob: COMMIT\n");

        ToolRun run = ScenarioRuns.command(tidb.address(), tidb.password(), script, "--verbose")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.stdout()
                        .replaceAll("\\d+(\\.\\d+)? m?s\\b", "N ms")
                        .replaceFirst("TiDB v[^,]+,", "TiDB RELEASE,"))
                .isEqualTo("""
                passed    two in a queue  N ms

                       ann                                           bob
                    1  BEGIN
                       → ok
                    2  UPDATE t SET v = 11 WHERE id = 1
                       → 1 row
                    3                                                BEGIN
                                                                     → ok
                    4                                                UPDATE t SET v = 12 WHERE id = 1
                                                                     ┌ waits for ann (deduced)
                    5  COMMIT                                        │
                       → ok                                          │
                                                                     └ 1 row (N ms)
                    6                                                COMMIT
                                                                     → ok

                  note: step 4, bob: the server did not name whom it waited for, ann is deduced as the only one that could hold the lock
                server    TiDB RELEASE, %s
                OK  1 of 1 scenario passed
                """.formatted(tidb.address()));
    }

    @Test
    void a_terminal_shows_the_step_that_waits_until_the_result_takes_its_place(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder,
                "queue.yaml",
                ScenarioRuns.WAITING
                        + "  - ann: SELECT SLEEP(2)\n  - ann: COMMIT\n    unblocks: bob\n  - bob: COMMIT\n");
        ToolCommand tool = ScenarioRuns.command(tidb.address(), tidb.password(), script);
        String command = Stream.concat(tool.program().stream(), tool.arguments().stream())
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));

        ToolRun run = ToolCommand.of(List.of("script", "-qfec", "stty cols 100 rows 30; exec " + command, "/dev/null"))
                .with("TERM", "xterm")
                .with("SHELL", "/bin/sh")
                .with("TIDB_PASSWORD", tidb.password())
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.stdout().replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", ""))
                .containsPattern("step 4  bob  UPDATE t SET v = 12 WHERE id = 1 +waits for ann  1 s")
                .containsPattern("step 5  ann  SELECT SLEEP\\(2\\) +1 s");
        assertThat(run.stdout().lines().map(line -> line.replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")))
                .last()
                .isEqualTo("OK  1 of 1 scenario passed");
    }

    @Test
    void a_scenario_that_is_stuck_ends_and_says_who_waits_for_whom(TidbServer tidb) throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "stuck.yaml", ScenarioRuns.WAITING + "step-limit: 1s\n");

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout())
                .contains("step 4, bob: UPDATE t SET v = 12 WHERE id = 1")
                .contains("got       no end, waiting for ann (deduced from TIDB_TRX)");
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_schema_change_waits_for_those_alone_who_use_its_table(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "ddl.yaml", """
                scenario: two schema changes
                setup: [CREATE TABLE t (id INT), CREATE TABLE u (id INT)]
                sessions: [a, b, c, d]
                steps:
                  - a: BEGIN
                  - a: SELECT id FROM t
                  - b: BEGIN
                  - b: SELECT id FROM u
                  - c: ALTER TABLE t ADD COLUMN v INT
                    blocks: a
                  - d: ALTER TABLE u ADD COLUMN v INT
                    blocks: b
                  - a: COMMIT
                    unblocks: c
                  - b: COMMIT
                    unblocks: d
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isZero();
        for (int step : List.of(4, 5)) {
            assertThat(report.text("/scenarios/0/steps/" + step + "/waited/seenIn"))
                    .isEqualTo("mysql.tidb_mdl_view");
        }
    }
}
