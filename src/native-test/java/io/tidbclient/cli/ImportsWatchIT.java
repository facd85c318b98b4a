package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code imports watch} and {@code wait}: what they follow, what they survive and how they end. */
@Thorough
class ImportsWatchIT extends OnSandboxWithJobs {
    @Test
    void wait_is_0_when_all_finished_1_when_one_failed_or_none_is_there_and_5_when_time_is_up() {
        assertThat(imports("wait", "3").exitCode()).isZero();
        assertThat(imports("wait", "--group", "daily").exitCode()).isZero();
        assertThat(imports("wait", "2").exitCode()).isEqualTo(1);
        assertThat(imports("wait", "--group", "nosuch").exitCode()).isEqualTo(1);
        assertThat(imports("wait", "--group", "nosuch", "--allow-none").exitCode())
                .isZero();
        assertThat(imports("wait", "77").exitCode()).isEqualTo(1);
        assertThat(imports("wait").exitCode()).isEqualTo(2);
        ToolRun late = imports("wait", "1", "--timeout", "15");
        assertThat(late.exitCode()).as(late.toString()).isEqualTo(5);
        assertThat(Tool.lastLine(late.stdout())).isEqualTo("FAILED (exit 5)  gave up waiting; 1 import job: 1 running");
    }

    @Test
    void wait_survives_a_server_that_goes_away() throws IOException {
        try (ToolProcess tool = command("wait", "1", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("job 1 shop.orders  running"), Tool.LIMIT);
            server.stopListening();
            server.killConnections();
            tool.awaitStderr(text -> text.contains("retrying"), Tool.LIMIT);
            server.listenAgain();
            tool.awaitStderr(text -> text.contains("lost and reopened after"), Tool.LIMIT);
            server.jobs().cancel(1);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  1 import job: 1 cancelled");
        }
    }

    @Test
    void polls_that_fail_for_a_reason_that_passes_are_missed_and_the_wait_continues() throws IOException {
        restart(
                List.of(FaultText.parse("3*deny=8175@SHOW IMPORT JOBS")),
                ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofMillis(1)));

        ToolRun run = imports("wait", "1", "--interval", "1s", "--verbose");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("\n3 polls were missed\n");
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 import job: 1 finished");
        assertThat(run.stderr())
                .contains("a poll was missed, retrying: " + Tool.address(server) + " did not list its import jobs: ")
                .contains("3 polls were missed, retrying: ")
                .doesNotContain("transaction");
    }

    @Test
    void a_job_that_finished_with_conflicts_is_shown_as_such_and_fails_where_that_is_asked_for() throws IOException {
        restart(
                List.of(),
                ScriptedJob.of(1, "shop", "orders")
                        .lasting(Duration.ofMillis(1))
                        .ending(new JobOutcome.Finished(
                                "3000000 conflicted rows. Too many conflicted rows, checksum skipped.")));

        ToolRun shown = imports("show", "1");
        ToolRun waited = imports("wait", "1");
        ToolRun strict = imports("wait", "1", "--no-conflicts");

        assertThat(shown.stdout())
                .contains("It has finished, but 3,000,000 rows with conflicting keys are not in the table; checksums"
                        + " were not compared.")
                .doesNotContain("All rows are in the table.");
        assertThat(waited.exitCode()).as(waited.toString()).isZero();
        assertThat(Tool.lastLine(waited.stdout()))
                .isEqualTo("OK  1 import job: 1 finished, 1 of them with conflicted rows");
        assertThat(waited.stdout())
                .containsPattern(
                        "shop\\.orders  finished .*3000000 conflicted rows\\. Too many conflicted rows, checksum skipped\\.");
        assertThat(strict.exitCode()).as(strict.toString()).isEqualTo(1);
    }

    @Test
    void a_watch_that_never_saw_the_jobs_is_a_failure() throws IOException {
        restart(FaultText.parse("deny=9005@SHOW IMPORT JOBS"));

        ToolRun run = imports("watch", "-t", "1", "--interval", "1s");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout()).contains("Region is unavailable (9005 ErrRegionUnavailable)");
    }

    @Test
    void a_job_that_is_cancelled_while_it_is_watched_is_a_failure_though_it_runs_no_longer() throws IOException {
        try (ToolProcess tool =
                command("watch", "--status", "running", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("job 1 shop.orders  running"), Tool.LIMIT);
            server.jobs().cancel(1);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  1 import job: 1 cancelled");
        }
    }

    @Test
    void several_clusters_are_watched_at_once() throws IOException {
        try (SandboxServer other = SandboxServer.start(SandboxOptions.defaults()
                .withJobs(JobScript.of(ScriptedJob.of(1, "shop", "other").lasting(Duration.ofHours(1)))))) {
            ToolRun run = command("watch", "-t", "2", "--interval", "1s", "-H", "127.0.0.1:" + other.port())
                    .run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout())
                    .contains("127.0.0.1:" + server.port() + "\n", "127.0.0.1:" + other.port() + "\n")
                    .contains("shop.orders", "shop.other");
        }
    }

    @Test
    void a_watch_that_follows_keeps_the_thousand_jobs_that_ended_last_and_counts_the_others() throws IOException {
        ScriptedJob[] jobs = LongStream.rangeClosed(1, 1_003)
                .mapToObj(id ->
                        ScriptedJob.of(id, "shop", "t" + id).grouped("nightly").lasting(Duration.ofMillis(1)))
                .toArray(ScriptedJob[]::new);
        try (SandboxServer busy = SandboxServer.start(
                SandboxOptions.defaults().withLayout(JobLayout.COLUMNS_21).withJobs(JobScript.of(jobs)))) {
            ToolRun run = Tool.run(
                    "imports",
                    "watch",
                    "--follow",
                    "--group",
                    "nightly",
                    "-t",
                    "5",
                    "--interval",
                    "1s",
                    "-o",
                    "json",
                    "-H",
                    "127.0.0.1:" + busy.port(),
                    "-u",
                    "root",
                    "--no-password");
            JsonNode report = new ObjectMapper().readTree(run.stdout());

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(report.at("/verdict/sentence").asText()).isEqualTo("1,003 import jobs: 1,003 finished");
            assertThat(report.at("/servers/0/jobs")).hasSize(1_000);
            assertThat(report.at("/servers/0/earlier/jobs").asInt()).isEqualTo(3);
            assertThat(report.at("/servers/0/earlier/byStatus/finished").asInt())
                    .isEqualTo(3);
        }
    }
}
