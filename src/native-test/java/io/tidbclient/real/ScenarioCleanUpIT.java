package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever ends a scenario, nothing of it stays on the server, or what stays is named. */
@RealTidb
class ScenarioCleanUpIT extends ScenarioOnCleanServer {
    @Test
    void users_are_dropped_after_a_failure_too(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "users.yaml", """
                scenario: users
                users: {app: {privileges: [SELECT]}}
                sessions: {a: {user: app}}
                steps:
                  - a: SELECT 1
                    rows: [[2]]
                """);

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
    }

    /** A terminal that closes sends its hangup twice, and a wrapper passes Ctrl-C on: each signal arrives twice here. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signal_ends_what_waits_and_drops_the_database(Signal signal, int exitCode, TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "long.yaml", ScenarioRuns.WAITING + "step-limit: 1h\n");
        try (ToolProcess tool =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).start()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ScenarioRuns.someoneWaits(tidb));

            tool.signal(signal);
            tool.signal(signal);
            ToolRun run = tool.await(Duration.ofSeconds(20));

            assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
            assertThat(run.stdout()).endsWith("interrupted; 0 of 1 scenario passed, 1 stopped\n");
        }
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void ctrl_c_again_names_what_stays_on_a_server_that_does_not_answer(TidbLauncher launcher) throws IOException {
        try (TidbProcess tidb = launcher.start(TidbOptions.PLAIN)) {
            String script = ScenarioRuns.script(folder, "long.yaml", ScenarioRuns.WAITING + "step-limit: 1h\n");
            try (ToolProcess tool = ScenarioRuns.command(
                            tidb.server().address(), tidb.server().password(), script)
                    .start()) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ScenarioRuns.someoneWaits(tidb.server()));
                tidb.pause();

                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                    tool.signal(Signal.INT);
                    return !tool.alive();
                });
                ToolRun run = tool.await(Duration.ofSeconds(20));

                assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
                assertThat(run.stderr())
                        .as("%s", run)
                        .matches(
                                "(?: +\\d+\\.\\d{3}s  .*\n)*tidb-client: interrupted again; ended before the clean-up was complete;"
                                        + " still on the server: database tidb_client_[a-f][0-9a-f]{7}\\.\n");
            }
        }
    }

    @Test
    void teardown_runs_after_a_failure_too(TidbServer tidb) throws IOException, SQLException {
        String database = tidb.newDatabase();
        tidb.execute("CREATE TABLE " + database + ".log (what VARCHAR(20))");
        String script = ScenarioRuns.script(folder, "teardown.yaml", """
                scenario: teardown
                sessions: [a]
                steps:
                  - a: SELECT 1
                    rows: [[2]]
                teardown: INSERT INTO %s.log VALUES ('torn down')
                """.formatted(database));

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        try (var connection = tidb.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT what FROM log")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("torn down");
        }
        tidb.execute("DROP DATABASE " + database);
    }

    @Test
    void a_setup_that_fails_is_reported_as_such(TidbServer tidb) throws IOException, SQLException {
        String script = ScenarioRuns.script(
                folder, "setup.yaml", "scenario: s\nsetup: CREATE NONSENSE\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/status")).isEqualTo("broken");
        assertThat(report.text("/scenarios/0/why")).contains("refused the statement");
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void sessions_end_before_the_database_is_dropped_when_a_check_fails(TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "check.yaml", """
                scenario: a failed check
                setup: CREATE TABLE t (id INT)
                sessions: [a]
                steps: [{a: BEGIN}, {a: INSERT INTO t VALUES (1)}]
                checks: [{sql: SELECT 1, rows: [[2]]}]
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/status")).isEqualTo("failed");
        assertThat(report.at("/scenarios/0/leftBehind")).isEmpty();
        assertThat(report.at("/scenarios/0/durationMs").asLong()).isLessThan(20_000);
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }
}
