package io.tidbclient.cli;

import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --on-finish} and {@code --on-fail}: for which jobs hooks run, and how they end. */
@Thorough
class ImportsHooksIT extends OnSandboxWithJobs {
    @TempDir
    Path directory;

    @Test
    void hooks_run_for_named_jobs_that_had_ended_and_not_of_other_history() {
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
}
