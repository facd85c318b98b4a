package io.tidbclient.cli;

import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --record}, {@code imports replay} and {@code imports report}. */
@Thorough
class ImportsRecordIT extends OnSandboxWithJobs {
    @TempDir
    Path directory;

    @Test
    void what_was_recorded_can_be_replayed_and_drawn_and_hooks_are_run() {
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
    void a_file_that_is_no_record_is_one_sentence() throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "hello\n");

        ToolRun run = Tool.run("imports", "replay", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr()).contains("line 1 is not JSON", "give a file written by --record.");
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
}
