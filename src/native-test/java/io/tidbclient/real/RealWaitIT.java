package io.tidbclient.real;

import io.tidbclient.testing.FreePort;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code wait}, beside a TiDB that is down, comes up, or does not want the user. */
@RealTidb
class RealWaitIT {
    @Test
    void wait_ends_well_when_the_server_comes_up(TidbLauncher launcher) {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        tidb.stop();
        try (ToolProcess tool = await(tidb.server().address(), "180").start()) {
            tool.awaitStderr(
                    text -> text.contains("Nothing listens at " + tidb.server().address()), Checked.LIMIT);

            tidb.restart();

            ToolRun run = tool.await(Checked.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.stdout()).contains("OK  1 of 1 connection completed");
        }
    }

    @Test
    void wait_for_a_server_that_does_not_come_up_gives_up_with_exit_5() {
        ToolRun run = await("127.0.0.1:" + FreePort.next(), "1").run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.stdout()).contains("FAILED (exit 5)  gave up");
    }

    @Test
    void wait_ends_at_once_when_the_server_refuses_the_user(TidbServer tidb) {
        ToolRun run = ToolCommand.built("wait", "-H", tidb.address(), "-u", "nosuch", "--timeout", "180")
                .with("TIDB_PASSWORD", "wrong")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.stdout()).contains("1045 ER_ACCESS_DENIED_ERROR");
    }

    @Test
    void wait_for_a_database_ends_well_when_it_is_created(TidbServer tidb) throws SQLException {
        String database = "later_" + ProcessHandle.current().pid();
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ToolProcess tool = ToolCommand.built(
                                "wait",
                                "-H",
                                tidb.address(),
                                "-u",
                                "root",
                                "--no-password",
                                "-d",
                                database,
                                "--timeout",
                                "180")
                        .start()) {
            tool.awaitStderr(text -> text.contains(database), Checked.LIMIT);

            statement.execute("CREATE DATABASE " + database);

            ToolRun run = tool.await(Checked.LIMIT);
            statement.execute("DROP DATABASE " + database);
            assertThat(run.exitCode()).as("%s", run).isZero();
        }
    }

    private static ToolCommand await(String address, String seconds) {
        return ToolCommand.built("wait", "-H", address, "-u", "root", "--no-password", "--timeout", seconds);
    }
}
