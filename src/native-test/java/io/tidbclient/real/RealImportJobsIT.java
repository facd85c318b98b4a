package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** Import jobs that TiDB itself lists, seen and followed by the check. */
@RealTidb
class RealImportJobsIT {
    private static TidbServer tidb;
    private static RealJobRows rows;

    @BeforeAll
    static void start(TidbLauncher launcher) throws SQLException {
        tidb = launcher.start(TidbOptions.PLAIN).server();
        rows = new RealJobRows(tidb);
        tidb.execute(
                "CREATE USER importer IDENTIFIED BY 'pw'",
                "GRANT SELECT, INSERT ON test.* TO importer",
                "GRANT SELECT ON mysql.* TO importer");
    }

    @BeforeEach
    void forget_all_jobs() throws SQLException {
        rows.clear();
    }

    @Test
    void jobs_are_counted_by_status_and_a_cancelled_one_is_not_active() throws SQLException {
        rows.pending("a");
        rows.finish(rows.pending("b"), 42);
        rows.fail(rows.pending("c"), "no such file");
        rows.cancel(rows.pending("d"));
        rows.cancel(rows.pending("e"));

        Checked checked = Checked.check(tidb.address(), "root", "", "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/importJobs/0/byStatus"))
                .hasToString("{\"pending\":1,\"running\":0,\"awaiting-resolution\":0,\"finished\":1,\"failed\":1,"
                        + "\"cancelled\":2,\"other\":0}");
        assertThat(checked.text("/importJobs/0/watch")).isEqualTo("null");
        assertThat(checked.at("/importJobs/0/supported").asBoolean()).isTrue();
    }

    @Test
    void job_that_fails_while_it_is_watched_is_reported_loudly_and_the_check_holds() throws SQLException {
        long failing = rows.pending("orders");
        try (ToolProcess tool = watch("-t", "120")) {
            tool.awaitStderr(text -> text.contains("job " + failing + " shop.orders  pending"), Checked.LIMIT);

            rows.fail(failing, "duplicate key in row 17");

            ToolRun run = tool.await(Checked.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.stderr()).contains("job " + failing + " shop.orders  FAILED");
            assertThat(run.stdout())
                    .containsPattern("\n +" + failing
                            + "  shop\\.orders  FAILED  importing +\\d:\\d\\d  1MiB  duplicate key in row 17\n")
                    .contains("ended because all import jobs have ended")
                    .contains("1 FAILED")
                    .endsWith("OK  1 of 1 connection completed\n");
        }
    }

    @Test
    void new_job_is_picked_up_and_the_watch_ends_when_the_last_one_has() throws SQLException {
        long first = rows.pending("first");
        try (ToolProcess tool = watch("-t", "120", "-n", "3")) {
            tool.awaitStderr(text -> text.contains("job " + first + " shop.first  pending"), Checked.LIMIT);

            long second = rows.pending("second");
            tool.awaitStderr(text -> text.contains("job " + second + " shop.second  pending"), Checked.LIMIT);
            rows.cancel(first);
            tool.awaitStderr(text -> text.contains("job " + first + " shop.first  cancelled"), Checked.LIMIT);
            assertThat(tool.alive()).as("one job is still active").isTrue();
            rows.finish(second, 1_234);

            ToolRun run = tool.await(Checked.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.stderr()).contains("job " + second + " shop.second  finished, 1,234 rows");
            assertThat(run.stdout()).contains("1 finished", "1 cancelled", "all import jobs have ended");
        }
    }

    @Test
    void watch_of_a_job_that_does_not_end_has_ended_when_time_is_up() throws SQLException {
        long id = rows.pending("slow");

        Checked checked = Checked.check(tidb.address(), "root", "", "-t", "3", "--interval", "1s", "-n", "2");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/importJobs/0/watch/ended")).isEqualTo("time is up");
        assertThat(checked.text("/importJobs/0/watch/active")).isEqualTo("1");
        assertThat(checked.at("/importJobs/0/watch/polls").asInt()).isBetween(1, 4);
        assertThat(checked.at("/importJobs/0/jobs/0/id").asLong()).isEqualTo(id);
        assertThat(checked.text("/importJobs/0/jobs/0/targetTable")).isEqualTo("`shop`.`slow`");
        assertThat(checked.text("/importJobs/0/jobs/0/schema")).isEqualTo("shop");
        assertThat(checked.text("/importJobs/0/jobs/0/table")).isEqualTo("slow");
        assertThat(checked.text("/importJobs/0/jobs/0/sourceSize")).isEqualTo("1MiB");
        assertThat(checked.text("/importJobs/0/jobs/0/sourceBytes")).isEqualTo("1048576");
        assertThat(checked.text("/importJobs/0/jobs/0/started")).isEqualTo("null");
        assertThat(checked.text("/importJobs/0/jobs/0/importedRows")).isEqualTo("null");
    }

    @Test
    void user_without_super_sees_its_own_jobs_and_a_notice() throws SQLException {
        rows.pending("foreign");
        long own = rows.pending("mine", "importer@%");

        Checked checked = Checked.check(tidb.address(), "importer", "pw", "-t", "1s", "--interval", "1s");
        ToolRun text =
                Checked.command(tidb.address(), "importer", "pw", "-t", "0").run(Checked.LIMIT);

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/importJobs/0/onlyOwn").asBoolean()).isTrue();
        assertThat(checked.text("/importJobs/0/byStatus/pending")).isEqualTo("1");
        assertThat(checked.at("/importJobs/0/jobs")).hasSize(1);
        assertThat(checked.at("/importJobs/0/jobs/0/id").asLong()).isEqualTo(own);
        assertThat(text.stdout())
                .contains("only this user's jobs: SUPER is required to see all")
                .contains("1 pending");
    }

    private static ToolProcess watch(String... more) {
        return Checked.command(tidb.address(), "root", "", more)
                .with("TIDB_INTERVAL", "1s")
                .start();
    }
}
