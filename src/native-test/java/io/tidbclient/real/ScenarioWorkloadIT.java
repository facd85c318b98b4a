package io.tidbclient.real;

import io.tidbclient.scenario.suite.BuiltIn;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run reports of a workload that fails. */
@RealTidb
class ScenarioWorkloadIT extends ScenarioOnCleanServer {
    @Test
    void a_mistake_in_a_workload_is_reported_with_its_place(TidbServer tidb) throws IOException {
        String workload = """
                scenario: %s
                setup:
                  - CREATE TABLE t (id INT PRIMARY KEY, l TEXT)
                  - INSERT INTO t VALUES (1, '')
                sessions: {g: {count: 2}}
                workload:
                  session: g
                  transactions: 4
                  transaction:
                    - BEGIN
                    - {sql: SELECT l FROM t WHERE id = 1 FOR UPDATE, reads: 1}
                    - {sql: "UPDATE %s SET l = CONCAT(l, ',', :element) WHERE id = 1", appends: 1}
                    - COMMIT
                  append-list: {last: "SELECT id, l FROM %s"}
                """;
        String script = ScenarioRuns.script(
                folder,
                "mistakes.yaml",
                workload.formatted("no table", "nowhere", "t") + "---\n"
                        + workload.formatted("no list", "t", "nowhere"));

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/difference/what")).startsWith("workload: UPDATE nowhere SET");
        assertThat(report.text("/scenarios/0/difference/line")).isEqualTo("12");
        assertThat(report.text("/scenarios/0/difference/got"))
                .startsWith("error 1146 ER_NO_SUCH_TABLE: Table '")
                .endsWith("(in all 4 × 1146 ER_NO_SUCH_TABLE)");
        assertThat(report.text("/scenarios/1/difference/what")).isEqualTo("append-list: SELECT id, l FROM nowhere");
        assertThat(report.text("/scenarios/1/difference/line")).isEqualTo("29");
        assertThat(report.text("/scenarios/1/difference/got")).startsWith("error 1146 ER_NO_SUCH_TABLE");
    }

    @Test
    void the_history_of_a_workload_is_checked_again_from_its_file(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder,
                "lists.yaml",
                BuiltIn.named("workloads/append")
                        .getFirst()
                        .text()
                        .replace(" FOR UPDATE", "")
                        .replace("      affected: 1\n", ""));
        String history = folder.path().resolve("history.ndjson").toString();
        String page = folder.path().resolve("report.html").toString();

        Checked report = ScenarioRuns.report(tidb, script, "--history", history, "--report", page);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/difference/got"))
                .startsWith("strict serializable is violated: lost-append (");
        assertThat(Files.readString(Path.of(page))).contains("lost-append", "<svg class=\"timeline\"");
        ToolRun again = ToolCommand.built("history", "check", history, "-q").run(Checked.LIMIT);
        assertThat(again.exitCode()).as("%s", again).isEqualTo(1);
        assertThat(again.stdout())
                .isEqualToNormalizingWhitespace("FAILED (exit 1)  " + report.text("/scenarios/0/difference/got"));
    }

    @Test
    void connections_that_are_cut_and_clients_that_pause_fail_nothing(TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "faults.yaml", """
                scenario: faults
                setup:
                  - CREATE TABLE list (id INT PRIMARY KEY, elements TEXT NOT NULL)
                  - INSERT INTO list VALUES (1, ''), (2, ''), (3, ''), (4, '')
                sessions:
                  client: {count: 4}
                workload:
                  session: client
                  transactions: 200
                  one-of:
                    - name: move
                      weight: 3
                      transaction:
                        - BEGIN
                        - repeat: {between: [1, 3]}
                          values: {from: {between: [1, 4]}, to: {between: [1, 4]}}
                          steps:
                            - {sql: 'SELECT elements FROM list WHERE id = :from', reads: from}
                            - {sql: "UPDATE list SET elements = CONCAT(elements, ',', :element) WHERE id = :to", appends: to}
                        - one-of: [{weight: 9, steps: COMMIT}, {steps: ROLLBACK}]
                    - name: read
                      transaction: {sql: 'SELECT elements FROM list WHERE id = 1', reads: 1}
                  retry: [ER_LOCK_DEADLOCK, ErrWriteConflict, ER_LOCK_WAIT_TIMEOUT]
                  faults: {cut: 0.2, pause: {share: 0.1, for: 50ms}}
                  append-list: {last: 'SELECT id, elements FROM list'}
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.at("/scenarios/0/workload/faults/cuts").asLong()).isPositive();
        assertThat(report.at("/scenarios/0/workload/faults/pauses").asLong()).isPositive();
        assertThat(report.at("/scenarios/0/workload/shapes")).hasSize(2);
        assertThat(report.text("/scenarios/0/workload/lists/expected")).isEqualTo("read-committed");
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_statement_of_a_workload_that_does_not_end_in_time_fails_and_is_ended(TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "slow.yaml", """
                scenario: slow
                sessions: {g: {count: 2}}
                workload:
                  session: g
                  transactions: 4
                  transaction: {sql: SELECT SLEEP(60), limit: 500ms}
                """);
        Path history = folder.path().resolve("history.ndjson");

        Checked report = ScenarioRuns.report(tidb, script, "--history", history.toString());

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/difference/expected")).isEqualTo("that it ends within 500 ms");
        assertThat(report.at("/scenarios/0/durationMs").asLong()).isLessThan(20_000);
        assertThat(Files.readAllLines(history)).hasSize(2).allMatch(line -> line.contains("\"outcome\":\"unknown\""));
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }
}
