package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Import jobs as the check shows them. */
class ImportJobsIT {
    @ParameterizedTest
    @EnumSource(names = {"COLUMNS_13", "COLUMNS_20", "COLUMNS_21"})
    void a_job_is_read_in_every_layout(JobLayout layout) throws IOException {
        ScriptedJob job =
                ScriptedJob.of(9_007_199_254_740_993L, "shop", "orders").lasting(Duration.ofHours(1));
        SandboxOptions options = SandboxOptions.defaults().withLayout(layout).withJobs(JobScript.of(job));
        try (SandboxServer server = SandboxServer.start(options)) {
            ToolRun run = Tool.check(server, "-t", "1").run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout()).contains("import jobs  1: 1 running", "9007199254740993  shop.orders  running");
        }
    }

    @Test
    void a_server_without_import_jobs_is_no_failure() throws IOException {
        SandboxOptions options = SandboxOptions.defaults().withLayout(JobLayout.NONE);
        try (SandboxServer server = SandboxServer.start(options)) {
            ToolRun run = Tool.check(server).run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout()).contains("import jobs  none here: ");
        }
    }

    @Test
    void a_job_that_fails_while_it_is_watched_is_reported_loudly_and_the_check_still_holds() throws IOException {
        ScriptedJob steady = ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofHours(1));
        try (SandboxServer server =
                SandboxServer.start(SandboxOptions.defaults().withJobs(JobScript.of(steady)))) {
            try (ToolProcess tool =
                    Tool.check(server, "-t", "100", "--interval", "1s").start()) {
                tool.awaitStderr(text -> text.contains("job 1 shop.orders  running"), Tool.LIMIT);
                server.jobs()
                        .add(ScriptedJob.of(2, "shop", "bad")
                                .lasting(Duration.ofSeconds(5))
                                .ending(new JobOutcome.Failed("column 4 is not a date")));
                tool.awaitStderr(text -> text.contains("job 2 shop.bad  running"), Tool.LIMIT);
                tool.awaitStderr(text -> text.contains("job 2 shop.bad  FAILED"), Tool.LIMIT);
                server.jobs().cancel(1);

                ToolRun run = tool.await(Tool.LIMIT);

                assertThat(run.exitCode()).as(run.toString()).isZero();
                assertThat(run.stdout())
                        .contains("import jobs  2: 1 FAILED, 1 cancelled")
                        .containsPattern("\n +2  shop\\.bad +FAILED .* 0:05 +[^ ]+  column 4 is not a date\n");
                assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 of 1 connection completed");
            }
        }
    }
}
