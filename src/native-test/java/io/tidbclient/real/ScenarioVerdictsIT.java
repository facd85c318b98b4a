package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** Verdicts about waiting that only a real server can put to the test; each holds on TiDB and on MariaDB. */
class ScenarioVerdictsIT {
    /** Two sessions in a queue; the head of each script. */
    private static final String QUEUE = """
            scenario: verdict
            step-limit: 5s
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)
            sessions: [a, b, c]
            steps:
              - a: BEGIN
              - a: UPDATE t SET v = 11 WHERE id = 1
              - b: BEGIN
            """;

    private static final String UNBLOCKS_TOO_LATE = QUEUE + """
              - b: UPDATE t SET v = 12 WHERE id = 1
                blocks: a
              - a: COMMIT
              - a: SELECT 1
                unblocks: b
            """;

    private static final String UNBLOCKS_OF_A_WAITING_STEP = QUEUE + """
              - b: UPDATE t SET v = 12 WHERE id = 2
              - c: BEGIN
              - c: UPDATE t SET v = 13 WHERE id = 2
                blocks: b
                limit: 20s
              - b: UPDATE t SET v = 14 WHERE id = 1
                blocks: a
                unblocks: c
                limit: 1s
              - a: COMMIT
                unblocks: b
              - b: COMMIT
            """;

    private static String verdict(String address, String password, String script) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("verdicts")) {
            ToolRun run = ScenarioRuns.command(
                            address, password, ScenarioRuns.script(folder, "verdict.yaml", script), "-o", "json")
                    .run(Checked.LIMIT);
            Checked report = ScenarioRuns.read(run);
            return report.at("/scenarios/0/difference").isMissingNode()
                            || report.at("/scenarios/0/difference").isNull()
                    ? report.text("/scenarios/0/status")
                    : report.text("/scenarios/0/difference/expected") + " | "
                            + report.text("/scenarios/0/difference/got");
        }
    }

    private static void unblocks(String address, String password) throws IOException {
        assertThat(verdict(address, password, UNBLOCKS_TOO_LATE))
                .isEqualTo("that it unblocks b | b was not waiting when the step began");
        assertThat(verdict(address, password, UNBLOCKS_OF_A_WAITING_STEP))
                .startsWith("that it waits for a and that it unblocks c | c still in step 6, waiting for ");
    }

    @Test
    @RealTidb
    void unblocks_is_compared_for_every_step_on_tidb(TidbServer tidb) throws IOException {
        unblocks(tidb.address(), tidb.password());
    }

    @Test
    @RealMariaDb
    void unblocks_is_compared_for_every_step_on_mariadb(MariaDbServer mariadb) throws IOException {
        unblocks(mariadb.address(), "");
    }
}
