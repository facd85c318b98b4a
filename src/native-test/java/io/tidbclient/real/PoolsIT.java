package io.tidbclient.real;

import io.tidbclient.testing.FreePort;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Pools on a real server, which says itself how many sessions there are. */
@RealTidb
class PoolsIT {
    private static final String USER = "pool";

    @Test
    void sessions_are_those_of_the_pools_during_a_watch_and_none_is_left_after_it(TidbLauncher launcher)
            throws SQLException {
        TidbServer tidb = launch(launcher, TidbOptions.PLAIN);
        RealJobRows rows = new RealJobRows(tidb);
        long job = rows.pending("orders", USER + "@%");
        try (ToolProcess tool = watch(tidb, "-n", "2", "--pool-size", "4")) {
            tool.awaitStdout(text -> text.contains("\"poll\":5"), Checked.LIMIT);
            assertThat(sessions(tidb)).hasSize(8);
            rows.finish(job, 7);

            Checked checked = Checked.of(tool.await(Checked.LIMIT));

            assertThat(checked.exitCode()).as("%s", checked).isZero();
            for (int i = 0; i < 2; i++) {
                assertThat(checked.at("/connections/" + i + "/pool/opened").asInt())
                        .isEqualTo(4);
                assertThat(checked.at("/connections/" + i + "/pool/replaced").asInt())
                        .isZero();
            }
            awaitNoSession(tidb);
        }
    }

    @Test
    void connection_that_is_killed_during_a_watch_is_replaced(TidbLauncher launcher) throws SQLException {
        TidbServer tidb = launch(launcher, TidbOptions.PLAIN);
        RealJobRows rows = new RealJobRows(tidb);
        long job = rows.pending("orders", USER + "@%");
        try (ToolProcess tool = watch(tidb, "--pool-size", "3")) {
            tool.awaitStdout(text -> text.contains("\"event\":\"poll\""), Checked.LIMIT);
            List<Long> before = sessions(tidb);
            assertThat(before).hasSize(3);

            tidb.execute("KILL TIDB " + before.get(1));
            tool.awaitStdout(text -> text.contains("\"replaced\":1"), Checked.LIMIT);

            assertThat(sessions(tidb)).hasSize(3).doesNotContain(before.get(1));
            rows.finish(job, 7);
            Checked checked = Checked.of(tool.await(Checked.LIMIT));
            assertThat(checked.exitCode()).as("%s", checked).isZero();
            assertThat(checked.text("/connections/0/reopened")).isEqualTo("1");
            assertThat(checked.text("/connections/0/pool/opened")).isEqualTo("4");
            awaitNoSession(tidb);
        }
    }

    @Test
    void full_pool_waits_at_a_barrier_and_ctrl_c_closes_it(TidbLauncher launcher) throws SQLException {
        TidbServer tidb = launch(launcher, TidbOptions.PLAIN);
        try (ToolProcess tool = watch(
                tidb,
                "-H",
                "127.0.0.1:" + FreePort.next(),
                "--pool-size",
                "5",
                "--barrier",
                "GettingVersion",
                "--retry-attempts",
                "1000",
                "--retry-max-delay",
                "1s",
                "--breaker-failures",
                "100000")) {
            tool.awaitStdout(text -> text.contains("\"to\":\"GettingVersion\""), Checked.LIMIT);
            assertThat(sessions(tidb)).hasSize(5);

            tool.signal(Signal.INT);

            Checked checked = Checked.of(tool.await(Checked.LIMIT));
            assertThat(checked.exitCode()).as("%s", checked).isEqualTo(130);
            awaitNoSession(tidb);
        }
    }

    @Test
    void pool_is_whole_again_after_the_server_was_killed_and_started_again(TidbLauncher launcher) throws SQLException {
        TidbProcess process = launcher.start(TidbOptions.PLAIN);
        createUser(process.server());
        RealJobRows rows = new RealJobRows(process.server());
        long job = rows.pending("orders", USER + "@%");
        try (ToolProcess tool = watch(process.server(), "--pool-size", "3")) {
            tool.awaitStdout(text -> text.contains("\"event\":\"poll\""), Checked.LIMIT);
            process.kill();
            tool.awaitStdout(text -> text.contains("poll-missed"), Checked.LIMIT);
            process.restart();
            tool.awaitStdout(text -> text.contains("\"replaced\":3"), Checked.LIMIT);
            Awaitility.await()
                    .atMost(Checked.LIMIT)
                    .until(() -> sessions(process.server()).size() == 3);
            rows.finish(job, 7);

            Checked checked = Checked.of(tool.await(Checked.LIMIT));

            assertThat(checked.exitCode()).as("%s", checked).isZero();
            assertThat(checked.text("/connections/0/reopened")).isEqualTo("3");
            awaitNoSession(process.server());
        }
    }

    @Test
    void pool_that_is_larger_than_the_server_admits_fails_with_1040_and_keeps_nothing(TidbLauncher launcher)
            throws SQLException {
        TidbServer tidb = launch(launcher, TidbOptions.PLAIN.withMaxConnections(5));

        Checked checked = Checked.check(tidb.address(), USER, "", "--pool-size", "8", "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isEqualTo(3);
        assertThat(checked.text("/connections/0/failure/kind")).isEqualTo("TOO_MANY_CONNECTIONS");
        assertThat(checked.text("/connections/0/failure/code")).isEqualTo("1040");
        assertThat(checked.text("/connections/0/failure/state")).isEqualTo("Connecting");
        assertThat(checked.text("/connections/0/attempts")).isEqualTo("3");
        assertThat(checked.at("/connections/0/pool/opened").asInt()).isEqualTo(15);
        assertThat(checked.text("/connections/0/pool/borrowed")).isEqualTo("0");
        awaitNoSession(tidb);
    }

    @Test
    void database_is_verified_whichever_connection_is_lent_next(TidbLauncher launcher) throws SQLException {
        TidbServer tidb = launch(launcher, TidbOptions.PLAIN.withAutoTls());

        Checked checked = Checked.check(
                tidb.address(),
                USER,
                "",
                "-d",
                "test",
                "-n",
                "3",
                "--pool-size",
                "7",
                "-t",
                "0",
                "--ssl-mode",
                "required");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/counts/completed")).isEqualTo("3");
        assertThat(checked.text("/connections/2/database/read")).isEqualTo("all");
        assertThat(checked.at("/connections/2/tls/encrypted").asBoolean()).isTrue();
        awaitNoSession(tidb);
    }

    private static TidbServer launch(TidbLauncher launcher, TidbOptions options) throws SQLException {
        TidbServer tidb = launcher.start(options).server();
        createUser(tidb);
        return tidb;
    }

    /** Distinguishes the sessions of the tool from those of the test. */
    private static void createUser(TidbServer tidb) throws SQLException {
        tidb.execute("CREATE USER " + USER, "GRANT ALL PRIVILEGES ON *.* TO " + USER);
    }

    private static ToolProcess watch(TidbServer tidb, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-t", "300", "--interval", "1s", "-o", "ndjson"));
        arguments.addAll(List.of(more));
        return Checked.command(tidb.address(), USER, "", arguments.toArray(String[]::new))
                .start();
    }

    private static void awaitNoSession(TidbServer tidb) {
        Awaitility.await().atMost(Checked.LIMIT).until(() -> sessions(tidb).isEmpty());
    }

    /** The ids of the tool's sessions; TiDB (v8.5.4) lists a session from its first statement on. */
    private static List<Long> sessions(TidbServer tidb) throws SQLException {
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE user = '" + USER + "' ORDER BY id")) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
