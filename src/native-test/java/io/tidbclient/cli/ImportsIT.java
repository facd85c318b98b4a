package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about import jobs, on a server of the 9.0 line. */
class ImportsIT {
    private static final String DONE = "s3://bucket/done.csv";

    @TempDir
    Path directory;

    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults()
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(
                        ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofHours(1)),
                        ScriptedJob.of(2, "shop", "bad")
                                .grouped("nightly")
                                .lasting(Duration.ofMillis(1))
                                .ending(new JobOutcome.Failed("column 4 is not a date")),
                        ScriptedJob.of(3, "shop", "done").grouped("daily").lasting(Duration.ofMillis(1)))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void list_has_active_jobs_first_and_filters() {
        ToolRun all = imports("list");
        ToolRun failed = imports("list", "--status", "failed");
        ToolRun table = imports("list", "--table", "shop.o*");

        assertThat(all.exitCode()).as(all.toString()).isZero();
        assertThat(all.stdout()).startsWith("JOB  ").contains("\n  1  ");
        assertThat(all.stdout()).contains("shop.bad", "FAILED", "column 4 is not a date");
        assertThat(failed.stdout()).contains("shop.bad").doesNotContain("shop.orders");
        assertThat(table.stdout()).contains("shop.orders").doesNotContain("shop.bad");
    }

    @Test
    void groups_are_added_up_and_jobs_without_one_are_counted() {
        ToolRun groups = imports("groups");
        ToolRun one = imports("groups", "--group", "nightly");

        assertThat(groups.exitCode()).as(groups.toString()).isZero();
        assertThat(groups.stdout().lines().toList().getFirst()).startsWith("GROUP    JOBS  FINISHED  FAILED");
        assertThat(groups.stdout()).contains("\nnightly     1                 1", "\ndaily       1         1");
        assertThat(Tool.lastLine(groups.stdout()))
                .isEqualTo("1 job without a group: started without GROUP_KEY, or on a server that has no groups yet"
                        + " (before the 9.0 line)");
        assertThat(one.stdout()).contains("nightly").doesNotContain("daily", "without a group");
    }

    @Test
    void list_is_csv_and_json_where_that_is_asked_for() throws IOException {
        ToolRun csv = imports("list", "-o", "csv", "--status", "ended", "--group", "nightly");
        JsonNode json =
                new ObjectMapper().readTree(imports("list", "-o", "json").stdout());

        assertThat(csv.stdout())
                .startsWith("server,job_id,group_key,target_table,schema,table,status,")
                .contains("127.0.0.1:" + server.port() + ",2,nightly,`shop`.`bad`,shop,bad,failed,");
        assertThat(json.at("/schema").asText()).isEqualTo("tidb-client/imports/2");
        assertThat(json.at("/verdict/exitCode").asInt()).isZero();
        assertThat(json.at("/servers/0/jobs")).hasSize(3);
        assertThat(json.at("/servers/0/groups"))
                .extracting(group -> group.get("key").asText())
                .containsExactlyInAnyOrder("nightly", "daily");
        assertThat(json.at("/servers/0/jobs/0/id").asInt()).isEqualTo(1);
        assertThat(json.at("/servers/0/jobs/0/estimate/basis").asText()).isEqualTo("SERVER");
    }

    @Test
    void ndjson_has_a_line_per_job_and_a_last_one_with_verdict_and_counts() throws IOException {
        for (String[] command : new String[][] {{"list"}, {"show", "1", "2", "3"}}) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : imports(Stream.concat(Arrays.stream(command), Stream.of("-o", "ndjson"))
                            .toArray(String[]::new))
                    .stdout()
                    .lines()
                    .toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }

            assertThat(lines)
                    .extracting(line ->
                            line.at("/event").asText() + line.at("/table").asText())
                    .startsWith("joborders")
                    .contains("jobbad")
                    .endsWith("result")
                    .hasSize(4);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.at("/at").asText()).endsWith("Z"));
            assertThat(lines.getLast().at("/counts/jobs").asInt()).isEqualTo(3);
            assertThat(lines.getLast().at("/counts/byStatus/failed").asInt()).isEqualTo(1);
            assertThat(lines.getLast().at("/verdict/outcome").asText()).isEqualTo("success");
            assertThat(lines.getLast().findValues("jobs")).allMatch(JsonNode::isInt);
            assertThat(lines.getFirst().at("/createdUtc").asText()).endsWith("Z");
            assertThat(lines.getFirst().at("/sourceBytes").asLong()).isPositive();
        }
    }

    @Test
    void show_prints_one_and_fails_for_one_that_is_not_listed() {
        ToolRun shown = imports("show", "2");
        ToolRun missing = imports("show", "2", "77");

        assertThat(shown.exitCode()).as(shown.toString()).isZero();
        assertThat(shown.stdout())
                .startsWith("job 2  shop.bad  FAILED\n")
                .contains("  group        nightly\n", "  result       column 4 is not a date\n");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(Tool.lastLine(missing.stdout()))
                .startsWith("FAILED (exit 1)  job 77 is not listed: no such job, or it belongs to another user");
    }

    @Test
    void wait_is_0_when_all_finished_1_when_one_failed_or_none_is_there_and_5_when_time_is_up() {
        assertThat(imports("wait", "3").exitCode()).isZero();
        assertThat(imports("wait", "--group", "daily").exitCode()).isZero();
        assertThat(imports("wait", "2").exitCode()).isEqualTo(1);
        assertThat(imports("wait", "--group", "nobody").exitCode()).isEqualTo(1);
        assertThat(imports("wait", "--group", "nobody", "--allow-none").exitCode())
                .isZero();
        assertThat(imports("wait", "77").exitCode()).isEqualTo(1);
        assertThat(imports("wait").exitCode()).isEqualTo(2);
        ToolRun late = imports("wait", "1", "--timeout", "15");
        assertThat(late.exitCode()).as(late.toString()).isEqualTo(5);
        assertThat(Tool.lastLine(late.stdout())).isEqualTo("FAILED (exit 5)  gave up waiting; 1 import job: 1 running");
    }

    @Test
    void no_job_that_matches_is_something_else_than_no_job() throws IOException {
        String none = "none of 3 import jobs matches --table nope.*";
        JsonNode report = new ObjectMapper()
                .readTree(imports("list", "--table", "nope.*", "-o", "json").stdout());
        ToolRun cancelled = imports("cancel", "--table", "nope.*", "--yes");

        assertThat(imports("list", "--table", "nope.*").stdout()).isEqualTo(none + "\n");
        assertThat(imports("groups", "--table", "nope.*").stdout()).isEqualTo(none + "\n");
        assertThat(report.at("/verdict/sentence").asText()).isEqualTo(none);
        assertThat(report.at("/counts/jobs").asInt()).isZero();
        assertThat(report.at("/counts/listed").asInt()).isEqualTo(3);
        assertThat(Tool.lastLine(imports("show", "7", "8").stdout()))
                .isEqualTo("FAILED (exit 1)  none of 3 import jobs matches the ids 7, 8: no such job, or it belongs to"
                        + " another user, which requires SUPER");
        assertThat(Tool.lastLine(imports("wait", "--group", "nope").stdout()))
                .isEqualTo("FAILED (exit 1)  none of 3 import jobs matches --group nope: nothing to wait for");
        assertThat(Tool.lastLine(imports("watch", "--table", "nope.*").stdout()))
                .isEqualTo("OK  none of 3 import jobs is active and matches --table nope.*");
        assertThat(cancelled.exitCode()).as(cancelled.toString()).isEqualTo(1);
        assertThat(cancelled.stderr()).isEqualTo("tidb-client: " + none + ": nothing to cancel.\n");
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
    void jobs_that_cannot_be_read_are_no_failed_job() throws IOException {
        restart(FaultText.parse("deny=8175@SHOW IMPORT JOBS"));

        ToolRun run = imports("list");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout()).contains("listed no import jobs in", "polls over 10 s; the last answer:");
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
    void start_prints_the_id_and_with_wait_continues_to_the_end() {
        ToolRun started = imports("start", "-q", "IMPORT INTO shop.new FROM '" + DONE + "?ending=never'");
        ToolRun waited = imports(
                "start",
                "--wait",
                "--interval",
                "1s",
                "IMPORT INTO shop.new FROM '" + DONE + "?seconds=1&ending=fail'");

        assertThat(started.exitCode()).as(started.toString()).isZero();
        assertThat(started.stdout()).isEqualTo("4\n");
        assertThat(waited.exitCode()).as(waited.toString()).isEqualTo(1);
        assertThat(waited.stdout()).contains("the source says that this import fails");
    }

    @Test
    void start_sends_nothing_else_and_shows_no_secret() {
        ToolRun drop = imports("start", "DROP TABLE shop.orders");
        ToolRun input = command("start", "-o", "json", "-")
                .withInput("IMPORT INTO shop.new FROM '" + DONE + "?secret-access-key=geheim';\n")
                .run(Tool.LIMIT);

        assertThat(drop.exitCode()).isEqualTo(2);
        assertThat(drop.stderr()).contains("it is not an IMPORT INTO");
        assertThat(input.exitCode()).as(input.toString()).isZero();
        assertThat(input.stdout()).contains("secret-access-key=xxxxxx").doesNotContain("geheim");
        assertThat(input.stderr()).doesNotContain("geheim");
    }

    @Test
    void cancel_takes_yes_and_names_what_it_cancels() {
        ToolRun unasked = imports("cancel", "1");
        ToolRun ended = imports("cancel", "2", "--yes");
        ToolRun done = imports("cancel", "--table", "orders", "--yes");

        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.stderr()).contains("use --yes to cancel without it");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.stderr()).contains("job 2 has ended already: failed.");
        assertThat(done.exitCode()).as(done.toString()).isZero();
        assertThat(done.stderr()).contains("about to cancel on 127.0.0.1:" + server.port() + ": job 1 shop.orders");
        assertThat(Tool.lastLine(done.stdout())).isEqualTo("OK  1 import job: 1 cancelled");
    }

    @Test
    void waiting_for_an_endless_cancellation_can_be_stopped() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("cancellation requested"), Tool.LIMIT);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            assertThat(Tool.lastLine(run.stdout())).endsWith("; the server continues to cancel the jobs");
        }
    }

    @Test
    void what_was_recorded_can_be_seen_again_and_drawn_and_hooks_are_run() {
        Path record = directory.resolve("record.ndjson");
        ToolRun started = imports(
                "start",
                "--wait",
                "--interval",
                "1s",
                "--record",
                record.toString(),
                "--on-finish",
                "sh -c 'echo HOOK $TIDB_JOB_ID $TIDB_JOB_STATUS; cat'",
                "IMPORT INTO shop.new FROM '" + DONE + "?seconds=3'");
        ToolRun replayed = Tool.run("imports", "replay", "--speed", "0", record.toString());
        ToolRun page = Tool.run("imports", "report", record.toString());

        assertThat(started.exitCode()).as(started.toString()).isZero();
        assertThat(started.stderr()).contains("HOOK 4 finished\n", "\"id\":4,");
        assertThat(record).isNotEmptyFile();
        assertThat(replayed.exitCode()).as(replayed.toString()).isZero();
        assertThat(replayed.stderr()).contains("job 4 shop.new  finished, 4,000,000 rows");
        assertThat(Tool.lastLine(replayed.stdout())).isEqualTo("OK  end of the recording");
        assertThat(page.exitCode()).as(page.toString()).isZero();
        assertThat(page.stdout()).startsWith("<!doctype html>").contains("<svg");
    }

    @Test
    void a_wait_in_a_pipeline_shows_its_progress_on_stderr_beside_json() {
        ToolRun started = imports(
                "start",
                "--wait",
                "--interval",
                "1s",
                "-o",
                "json",
                "IMPORT INTO shop.new FROM '" + DONE + "?seconds=3'");
        ToolRun quiet = imports("wait", "4", "-o", "json", "-q");

        assertThat(started.exitCode()).as(started.toString()).isZero();
        assertThat(started.stderr()).contains("job 4 shop.new  finished, 4,000,000 rows");
        assertThat(quiet.exitCode()).as(quiet.toString()).isZero();
        assertThat(quiet.stderr()).isEmpty();
    }

    @Test
    void a_file_that_is_no_record_is_one_sentence() throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "hello\n");

        ToolRun run = Tool.run("imports", "replay", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr()).contains("line 1 is not JSON", "give a file written by --record.");
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
    void a_cancellation_that_the_server_refuses_is_not_waited_for() throws IOException {
        restart(FaultText.parse("deny=1105@CANCEL"));

        ToolRun run = imports("cancel", "1", "--yes", "--interval", "1s");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.stderr()).contains("job 1  NOT cancelled: ");
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  1 import job: 1 running");
    }

    @Test
    void a_cancellation_whose_answer_is_lost_is_followed_to_its_end() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("cancellation requested"), Tool.LIMIT);
            server.killConnections();
            tool.awaitStderr(
                    text -> text.contains("the answer to CANCEL was lost; the job may still be cancelled: "),
                    Tool.LIMIT);
            server.jobs().cancel(1);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 import job: 1 cancelled");
        }
    }

    @Test
    void a_cancellation_that_finds_no_room_on_the_server_is_not_waited_for() throws IOException {
        restart(FaultText.parse("cap=1"));

        ToolRun run = imports("cancel", "1", "--yes", "--interval", "1s", "--retry-attempts", "1");

        assertThat(run.exitCode()).as(run.toString()).isIn(1, 3);
        assertThat(run.toString()).contains("Too many connections (1040");
        assertThat(Tool.lastLine(run.stdout())).startsWith("FAILED ");
    }

    @Test
    void a_cancellation_that_can_no_longer_be_followed_is_not_waited_for() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(
                    text -> text.contains("cancellation requested") && text.contains("job 1 shop.orders  running"),
                    Tool.LIMIT);
            server.faults().arm(FaultText.parse("deny=1142@SHOW IMPORT JOBS"));

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(Tool.lastLine(run.stdout())).startsWith("FAILED (exit 1)  1 import job: 1 running");
        }
    }

    @Test
    void cancel_fails_when_one_of_those_asked_for_had_ended_otherwise() {
        ToolRun run = imports("cancel", "1", "3", "--yes", "--interval", "1s");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  2 import jobs: 1 finished, 1 cancelled");
    }

    @Test
    void the_id_of_a_started_job_is_printed_whatever_follows() throws IOException {
        restart(FaultText.parse("deny=1105@SHOW IMPORT JOBS"));

        ToolRun run = imports("start", "IMPORT INTO shop.new FROM '" + DONE + "?ending=never'");

        assertThat(run.exitCode())
                .as("the jobs could not be read, which is no failed job: " + run)
                .isEqualTo(3);
        assertThat(run.stdout()).startsWith("2\n");
    }

    @Test
    void start_says_that_an_import_may_have_started_when_its_answer_was_not_waited_for() throws IOException {
        restart(FaultText.parse("freeze@IMPORT"));

        ToolRun run = imports("start", "--timeout", "6", "IMPORT INTO shop.new FROM '" + DONE + "?ending=never'");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(5);
        assertThat(Tool.lastLine(run.stdout())).contains("the import may have started");
    }

    @Test
    void start_that_is_refused_has_a_verdict_about_the_import_and_the_hint_of_its_code() throws IOException {
        restart(FaultText.parse("deny=8173@IMPORT"));

        ToolRun run = imports("start", "--wait", "IMPORT INTO shop.new FROM '" + DONE + "'");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.stdout()).contains("8173 ErrLoadDataPreCheckFailed", "DISABLE_PRECHECK");
        assertThat(Tool.lastLine(run.stdout()))
                .isEqualTo("FAILED (exit 1)  no import was started: the server refused the statement");
    }

    @Test
    void hooks_hear_of_named_jobs_that_had_ended_and_not_of_other_history() {
        String hook = "sh -c 'echo HOOK $TIDB_JOB_ID'";

        ToolRun named = imports("wait", "3", "--on-finish", hook);
        ToolRun history = imports("wait", "--group", "daily", "--on-finish", hook);

        assertThat(named.exitCode()).as(named.toString()).isZero();
        assertThat(named.stderr()).contains("HOOK 3\n");
        assertThat(history.exitCode()).as(history.toString()).isZero();
        assertThat(history.stderr()).doesNotContain("HOOK");
    }

    @Test
    void hooks_without_wait_and_formats_that_are_none_are_mistakes_that_lose_nothing() throws IOException {
        Path record = Files.writeString(directory.resolve("record"), "precious\n");

        ToolRun hook = imports("start", "--on-finish", "true", "IMPORT INTO shop.new FROM '" + DONE + "'");
        ToolRun format = imports("watch", "-o", "csv", "--record", record.toString());
        ToolRun quote = imports("watch", "--on-fail", "sh -c 'echo", "--record", record.toString());
        ToolRun file = imports("watch", "--ssl-ca", "/nonexistent/ca.pem", "--record", record.toString());

        assertThat(hook.exitCode()).isEqualTo(2);
        assertThat(hook.stderr()).isEqualTo("tidb-client: --on-finish requires --wait.\n");
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.stderr()).contains("csv is for 'imports list'");
        assertThat(quote.exitCode()).as(quote.toString()).isEqualTo(2);
        assertThat(quote.stderr()).contains("--on-fail: ").doesNotContain("standard output");
        assertThat(file.exitCode()).as(file.toString()).isEqualTo(2);
        assertThat(file.stderr()).contains("/nonexistent/ca.pem");
        assertThat(record).hasContent("precious\n");
    }

    @Test
    void a_record_or_a_page_that_a_full_disk_did_not_take_is_a_failure() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        Path record = directory.resolve("record");

        ToolRun watched = imports("wait", "3", "-q", "--record", "/dev/full");
        ToolRun recorded = imports("wait", "3", "-q", "--record", record.toString());
        ToolRun page = Tool.run("imports", "report", record.toString(), "/dev/full");

        assertThat(watched.exitCode()).as(watched.toString()).isEqualTo(1);
        assertThat(watched.stderr())
                .isEqualTo("tidb-client: --record: '/dev/full' is not complete (No space left on device); make room, or"
                        + " name another file, and run it again.\n");
        assertThat(recorded.exitCode()).as(recorded.toString()).isZero();
        assertThat(page)
                .isEqualTo(new ToolRun(
                        1,
                        "",
                        "tidb-client: PAGE: '/dev/full' is not complete (No space left on device); make room, or name"
                                + " another file, and run it again.\n"));
    }

    @Test
    void a_record_is_seen_again_as_far_as_it_can_be_read() throws IOException {
        Path record = directory.resolve("record");
        ToolRun recorded = imports("wait", "3", "-q", "--record", record.toString());
        String line = Files.readString(record);
        Path cut = directory.resolve("cut");
        byte[] more = (line + line.replace("done", "\u8868")).getBytes(StandardCharsets.UTF_8);
        int inCharacter = new String(more, StandardCharsets.ISO_8859_1).lastIndexOf("\u00e8\u00a1\u00a8") + 1;
        Files.write(cut, Arrays.copyOf(more, inCharacter));
        Path broken = Files.writeString(directory.resolve("broken"), line + "{\n" + line);

        ToolRun replayed = Tool.run("imports", "replay", "--speed", "0", "-q", cut.toString());
        ToolRun stopped = Tool.run("imports", "replay", "--speed", "0", "-q", broken.toString());

        assertThat(recorded.exitCode()).as(recorded.toString()).isZero();
        assertThat(replayed.exitCode()).as(replayed.toString()).isZero();
        assertThat(Tool.lastLine(replayed.stdout())).isEqualTo("OK  end of the recording");
        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(2);
        assertThat(Tool.lastLine(stopped.stdout()))
                .isEqualTo("FAILED (exit 2)  the recording cannot be read any" + " further");
        assertThat(stopped.stderr()).contains("line 2 is not JSON");
    }

    @Test
    void hooks_that_are_waited_for_end_with_ctrl_c() throws IOException {
        try (ToolProcess tool = command("wait", "3", "--on-finish", "sh -c 'echo HOOK; exec sleep 100'")
                .start()) {
            tool.awaitStdout(text -> text.contains("OK  1 import job"), Tool.LIMIT);
            tool.awaitStderr(text -> text.contains("HOOK"), Tool.LIMIT);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            assertThat(run.stderr()).contains("tidb-client: interrupted: 1 hook killed, 0 never started.\n");
        }
    }

    @Test
    void ids_have_up_to_64_bits() {
        ToolRun largest = imports("show", "9223372036854775807");
        ToolRun larger = imports("show", "9223372036854775808");

        assertThat(largest.exitCode()).as(largest.toString()).isEqualTo(1);
        assertThat(largest.stdout()).contains("none of 3 import jobs matches the id 9223372036854775807: no such job");
        assertThat(larger.exitCode()).isEqualTo(2);
        assertThat(larger.stderr()).contains("'9223372036854775808' is not the id of a job");
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

    @Test
    void a_server_without_import_jobs_is_a_failure() throws IOException {
        try (SandboxServer none = SandboxServer.start(SandboxOptions.defaults().withLayout(JobLayout.NONE))) {
            ToolRun run = Tool.run("imports", "list", "-H", "127.0.0.1:" + none.port(), "-u", "root", "--no-password");

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(run.stdout()).contains("This server does not know SHOW IMPORT JOBS");
        }
    }

    /** One job that runs for an hour, on a server that does this wrong. */
    private void restart(FaultRule fault) throws IOException {
        restart(List.of(fault), ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofHours(1)));
    }

    private void restart(List<FaultRule> faults, ScriptedJob job) throws IOException {
        server.close();
        server = SandboxServer.start(SandboxOptions.defaults()
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(job))
                .withFaults(faults.toArray(FaultRule[]::new)));
    }

    private ToolRun imports(String... arguments) {
        return command(arguments).run(Tool.LIMIT);
    }

    private ToolCommand command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("imports"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-H", Tool.address(server), "-u", "root", "--no-password"));
        return Tool.command(all.toArray(String[]::new));
    }
}
