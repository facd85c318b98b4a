package io.tidbclient.cli;

import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code imports start}: what it sends, what it prints, and what it reports when the start fails. */
@Thorough
class ImportsStartIT extends OnSandboxWithJobs {
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
    void quiet_start_prints_the_id_first_also_when_it_waits() {
        ToolRun run = imports("start", "--wait", "--interval", "1s", "-q", "IMPORT INTO shop.new FROM '" + DONE + "'");

        assertThat(run.stdout()).as(run.toString()).isEqualTo("4\nOK  1 import job: 1 finished\n");
        assertThat(run.stderr()).isEmpty();
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
        assertThat(run.stdout()).isEqualTo("""
                        FAILED while starting the import  c1
                          %s refused the statement: error 8173, as the sandbox was configured to answer
                          → Meet the condition, or leave the checks out with the option DISABLE_PRECHECK.
                        FAILED (exit 1)  no import was started: the server refused the statement
                        """.formatted(Tool.address(server)));
    }
}
