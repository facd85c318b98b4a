package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about import jobs, on a real server: 13 columns. */
@RealTidb
class RealImportsIT {
    @Test
    void an_import_is_started_listed_shown_watched_and_its_cancelling_let_go_of(TidbLauncher launcher)
            throws SQLException, IOException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        Path file = Files.writeString(tidb.files().resolve("t.csv"), "1\n2\n3\n");
        tidb.server().execute("CREATE TABLE test.t (id INT)");

        ToolRun started =
                imports(tidb, "start", "-q", "-d", "test", "IMPORT INTO t FROM '" + file + "' WITH DISABLE_PRECHECK");
        ToolRun watched = imports(tidb, "watch", "-t", "7", "--interval", "1s", "--stall", "1");
        ToolRun shown = imports(tidb, "show", "1");
        // Embedded storage never gets to cancelling (seen): the tool has to be able to let go.
        ToolRun cancelled = imports(tidb, "cancel", "1", "--yes", "--interval", "1s", "--timeout", "5");

        assertThat(started.exitCode()).as("%s", started).isZero();
        assertThat(started.stdout()).isEqualTo("1\n");
        assertThat(watched.exitCode()).as("%s", watched).isZero();
        assertThat(watched.stdout()).contains("test.t", "importing", "STALLED");
        assertThat(shown.stdout())
                .startsWith("job 1  test.t  running\n")
                .contains("  source       " + file + "\n", "  left         not known: ");
        assertThat(cancelled.exitCode()).as("%s", cancelled).isEqualTo(5);
        assertThat(cancelled.stdout())
                .contains("; CANCEL was sent for job 1 and not answered: check with 'tidb-client imports list'");
    }

    @Test
    void wait_ends_with_the_jobs_and_survives_the_restart_of_the_server(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        RealJobRows rows = new RealJobRows(tidb.server());
        long first = rows.pending("orders");
        long second = rows.pending("events");
        try (ToolProcess tool = command(tidb, "wait", "" + first, "" + second, "--interval", "1s")
                .start()) {
            tool.awaitStderr(text -> text.contains("shop.events  pending"), Checked.LIMIT);
            tidb.stop();
            tool.awaitStderr(text -> text.contains("retrying"), Checked.LIMIT);
            tidb.restart();
            rows.finish(first, 42);
            tool.awaitStderr(text -> text.contains("shop.orders  finished, 42 rows"), Checked.LIMIT);
            rows.fail(second, "column 4");

            ToolRun run = tool.await(Checked.LIMIT);

            assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
            assertThat(run.stdout()).contains("column 4", "FAILED (exit 1)  2 import jobs: 1 finished, 1 FAILED");
        }
        assertThat(imports(tidb, "wait", "" + first).exitCode()).isZero();
        assertThat(imports(tidb, "list", "--status", "failed").stdout()).contains("shop.events");
    }

    private static ToolRun imports(TidbProcess tidb, String... arguments) {
        return command(tidb, arguments).run(Checked.LIMIT);
    }

    private static ToolCommand command(TidbProcess tidb, String... arguments) {
        List<String> all = new ArrayList<>(List.of("imports"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-H", tidb.server().address(), "-u", "root", "--no-password"));
        return ToolCommand.built(all.toArray(String[]::new));
    }
}
