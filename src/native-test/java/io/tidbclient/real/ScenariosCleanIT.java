package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** What runs of scenarios left behind is dropped, and what one uses is kept. On a server of its own: other tests leave things. */
@RealTidb
class ScenariosCleanIT {
    private static ToolRun clean(TidbProcess tidb, String option) {
        return ToolCommand.built(
                        "scenarios", "clean", "-H", tidb.server().address(), "-u", "root", "--no-password", option)
                .run(Checked.LIMIT);
    }

    @Test
    void what_no_session_uses_is_dropped(TidbLauncher launcher) throws IOException, SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        try (Connection keeper = tidb.server().connect("");
                Statement statement = keeper.createStatement()) {
            for (String run : new String[] {"aaaa0000", "bbbb0000"}) {
                statement.execute("CREATE DATABASE tidb_client_" + run);
                statement.execute("CREATE USER tc_" + run + "_app");
            }
            statement.execute("CREATE DATABASE tidb_client_history");
            statement.execute("CREATE DATABASE tidb_client_20240131");
            statement.execute("CREATE USER tc_20240131_app");
            statement.execute("USE tidb_client_bbbb0000");

            ToolRun listed = clean(tidb, "--dry-run");
            assertThat(listed.exitCode()).as("%s", listed).isZero();
            assertThat(listed.stdout()).isEqualTo("""
                    in use        user 'tc_bbbb0000_app'@'%'
                    in use        database tidb_client_bbbb0000
                    left behind   user 'tc_aaaa0000_app'@'%'
                    left behind   database tidb_client_aaaa0000
                    2 left behind, nothing dropped (--dry-run).
                    """);

            ToolRun dropped = clean(tidb, "--yes");
            assertThat(dropped.exitCode()).as("%s", dropped).isZero();
            assertThat(dropped.stdout()).endsWith("2 of 2 dropped.\n");

            ToolRun again = clean(tidb, "--yes");
            assertThat(again.stdout()).endsWith("Nothing is left behind.\n").contains("in use        database");
        }
    }
}
