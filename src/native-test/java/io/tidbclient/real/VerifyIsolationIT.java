package io.tidbclient.real;

import io.tidbclient.claims.ServerRelay;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Which isolation a real TiDB provides at each level and in each mode, as far as random transactions show it. */
@RealTidb
class VerifyIsolationIT extends ScenarioOnCleanServer {
    /** What a level of TiDB never shows. */
    private static final String[] NEVER = {
        "G0",
        "G1a",
        "G1b",
        "G1c",
        "dirty-update",
        "incompatible-order",
        "duplicate-append",
        "lost-append",
        "garbage-read"
    };

    private static Checked report(TidbServer tidb, String... more) {
        return Verifications.report(tidb.address(), tidb.password(), more);
    }

    @Test
    void read_committed_shows_read_skew_and_lost_updates_and_no_dirty_read(TidbServer tidb) {
        Checked report = report(tidb, "--isolation", "read-committed", "--count", "4000", "--keys", "4", "-n", "12");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.text("/histories/0/expected")).isEqualTo("read-committed");
        assertThat(Verifications.anomalies(report))
                .contains("G-single", "lost-update")
                .doesNotContain(NEVER);
    }

    @Test
    void pessimistic_repeatable_read_is_weaker_than_snapshot_isolation(TidbServer tidb) {
        Checked report = report(tidb, "--count", "2000", "--expect", "snapshot-isolation");

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/verdict/sentence"))
                .startsWith("snapshot isolation is violated: ")
                .contains("G-single");
        assertThat(Verifications.anomalies(report)).contains("G-single").doesNotContain(NEVER);
        assertThat(report.at("/histories/0/strongestNotRuledOut")).hasToString("[\"read-committed\"]");
    }

    @Test
    void optimistic_repeatable_read_is_snapshot_isolation_with_write_skew(TidbServer tidb) {
        Checked report = report(tidb, "--count", "3000", "--transactions", "optimistic");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.text("/histories/0/expected")).isEqualTo("snapshot-isolation");
        Set<String> anomalies = Verifications.anomalies(report);
        assertThat(anomalies).contains("G2-item").allMatch(kind -> kind.startsWith("G2-item"));
    }

    @Test
    void transactions_are_as_options_variables_and_the_file_say(TidbServer tidb) throws IOException {
        Path file = Files.writeString(folder.path().resolve("verify.yaml"), """
                keys: 7
                operations: 3
                profiles:
                  short: {count: 300, isolation: read-committed, reads: 0.4}
                """);

        Checked report = Verifications.read(
                Verifications.command(tidb.address(), tidb.password(), "--operations", "2", "-o", "json")
                        .with("TIDB_CONFIG", file.toString())
                        .with("TIDB_PROFILE", "short")
                        .with("TIDB_APPENDS_PER_KEY", "9")
                        .with("TIDB_EXPECT", "read-uncommitted")
                        .run(Checked.LIMIT));

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.at("/histories/0/run/keys").asLong()).isEqualTo(7);
        assertThat(report.at("/histories/0/run/operationsPerTransaction").asLong())
                .isEqualTo(2);
        assertThat(report.at("/histories/0/run/appendsPerKey").asLong()).isEqualTo(9);
        assertThat(report.text("/histories/0/isolationLevel")).isEqualTo("read-committed");
        assertThat(report.text("/histories/0/expected")).isEqualTo("read-uncommitted");
        assertThat(report.at("/histories/0/counts/committed").asLong()).isBetween(200L, 310L);
    }

    @Test
    void a_level_that_the_server_refuses_ends_with_the_way_round_it(TidbServer tidb) {
        ToolRun run = Verifications.command(tidb.address(), tidb.password(), "--isolation", "serializable")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout().replaceAll("\\s+", " "))
                .contains(
                        "The isolation level 'SERIALIZABLE' is not supported",
                        "Use READ COMMITTED or REPEATABLE READ; with tidb_skip_isolation_level_check = 1, TiDB accepts the"
                                + " level and provides REPEATABLE READ");
    }

    @Test
    void cut_connections_leave_unknown_outcomes_and_no_false_alarm(TidbServer tidb) {
        Checked report = report(tidb, "--count", "3000", "--cut-connections", "0.2", "--transactions", "optimistic");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.at("/histories/0/counts/unknown").asLong()).isPositive();
        assertThat(report.at("/histories/0/run/reconnects").asLong()).isGreaterThan(300);
        assertThat(Verifications.anomalies(report)).allMatch(kind -> kind.startsWith("G2-item"));
    }

    @Test
    void a_session_with_another_transaction_mode_than_it_has_set_ends_the_run(TidbServer tidb) throws IOException {
        int port = Integer.parseInt(tidb.address().substring(tidb.address().lastIndexOf(':') + 1));
        try (ServerRelay proxy = ServerRelay.to(port)
                .replacing("SET SESSION tidb_txn_mode = 'optimistic'", "SET @another_variable_of_mine = 'values'")) {
            ToolRun run = Verifications.command(
                            "127.0.0.1:" + proxy.port(), tidb.password(), "--transactions", "optimistic")
                    .run(Checked.LIMIT);

            assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
            assertThat(run.stdout().replaceAll("\\s+", " "))
                    .contains("The session has the transaction mode pessimistic after SET SESSION tidb_txn_mode ="
                            + " 'optimistic'. Connect without a proxy");
        }
    }

    @Test
    void a_server_that_restarts_is_waited_for(TidbLauncher launcher) {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        Path history = folder.path().resolve("restart.ndjson");
        try (ToolProcess tool = Verifications.command(
                        tidb.server().address(),
                        tidb.server().password(),
                        "--for",
                        "25s",
                        "--history",
                        history.toString(),
                        "-o",
                        "json")
                .start()) {
            // It is written in large parts.
            Awaitility.await().atMost(Checked.LIMIT).until(() -> Files.exists(history) && Files.size(history) > 0);
            tidb.kill();
            tidb.restart();
            Checked report = Verifications.read(tool.await(Checked.LIMIT));

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(report.at("/histories/0/run/outages").asLong()).isEqualTo(1);
            assertThat(report.at("/histories/0/run/unreachableMs").asLong()).isPositive();
            assertThat(report.at("/histories/0/counts/committed").asLong()).isGreaterThan(50);
            assertThat(report.text("/verdict/sentence")).contains("; the server was unreachable for ");
        }
    }

    @Test
    void a_recorded_history_has_the_same_verdict(TidbServer tidb) throws IOException {
        Path history = folder.path().resolve("history.ndjson");
        Path edn = folder.path().resolve("history.edn");
        Path page = folder.path().resolve("report.html");
        Checked run = report(
                tidb, "--count", "1500", "--history", history.toString(), "--report", page.toString(), "--seed", "7");

        Checked again = Verifications.read(ToolCommand.built("history", "check", history.toString(), "-o", "json")
                .run(Checked.LIMIT));
        assertThat(again.at("/histories/0/anomalies")).isEqualTo(run.at("/histories/0/anomalies"));
        assertThat(again.text("/histories/0/expected")).isEqualTo("read-committed");
        assertThat(again.text("/histories/0/seed")).isEqualTo("7");
        ToolRun converted = ToolCommand.built("history", "convert", history.toString(), edn.toString())
                .run(Checked.LIMIT);
        assertThat(converted.exitCode()).as("%s", converted).isZero();
        Checked ofEdn = Verifications.read(
                ToolCommand.built("history", "check", edn.toString(), "-o", "json", "--expect", "read-committed")
                        .run(Checked.LIMIT));
        assertThat(ofEdn.at("/histories/0/ruledOut")).isEqualTo(run.at("/histories/0/ruledOut"));
        assertThat(Files.readString(page)).contains("<svg class=\"cycle\"", "G-single");
    }

    @Test
    void ctrl_c_prints_the_verdict_so_far_and_drops_the_database(TidbServer tidb) throws SQLException {
        try (ToolProcess tool = Verifications.command(tidb.address(), tidb.password(), "--for", "1h")
                .start()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> appends(tidb) > 100);

            tool.signal(Signal.INT);
            ToolRun run = tool.await(Duration.ofSeconds(30));

            assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
            assertThat(run.stdout().replaceAll("\\s+", " "))
                    .contains("INTERRUPTED (exit 130) interrupted; no anomaly found in", "rules out read committed");
        }
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_server_that_stays_away_leaves_a_database_that_is_named_with_the_command_that_drops_it(TidbLauncher launcher)
            throws SQLException {
        try (TidbProcess tidb = launcher.start(TidbOptions.PLAIN)) {
            try (ToolProcess tool = Verifications.command(
                            tidb.server().address(), tidb.server().password(), "--for", "20s")
                    .start()) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> appends(tidb.server()) > 100);

                tidb.kill();
                ToolRun run = tool.await(Duration.ofSeconds(90));

                assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
                assertThat(run.stdout().replaceAll("\\s+", " "))
                        .containsPattern("LEFT BEHIND database tidb_client_[a-f][0-9a-f]{7}: ")
                        .containsPattern("Drop it with: DROP DATABASE `tidb_client_[a-f][0-9a-f]{7}`;")
                        .contains("the history until then: no anomaly found");
            }
        }
    }

    /** The number of elements that the transactions have appended. */
    private static long appends(TidbServer tidb) throws SQLException {
        for (String database : ScenarioRuns.leftBehind(tidb)) {
            try (Connection connection = tidb.connect(database);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SHOW TABLES LIKE 'lists'")) {
                if (rows.next()) {
                    try (ResultSet sum = statement.executeQuery("SELECT SUM(LENGTH(v)) FROM lists")) {
                        return sum.next() ? sum.getLong(1) : 0;
                    }
                }
            }
        }
        return 0;
    }
}
