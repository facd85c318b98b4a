package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports that were kept: shown again, and added up. */
@Thorough
class ReportIT {
    private static SandboxServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_report_is_shown_again_as_the_check_printed_it() throws IOException {
        Path file = directory.resolve("report.json");
        Files.writeString(
                file,
                Tool.check(server, "-t", "0", "-o", "json").run(Tool.LIMIT).stdout());

        ToolRun json = Tool.run("report", "show", "-o", "json", file.toString());
        ToolRun text = Tool.run("report", "show", file.toString());

        assertThat(json).isEqualTo(new ToolRun(0, Files.readString(file), ""));
        assertThat(text.exitCode()).as(text.toString()).isZero();
        assertThat(text.stdout())
                .startsWith(Tool.address(server) + "  TiDB v8.5.4")
                .endsWith("OK  1 of 1 connection completed\n");
        assertThat(text.stderr()).isEmpty();
    }

    @Test
    void shares_add_up_to_the_whole() throws IOException {
        share(0, 5);
        share(1, 5);

        ToolRun merged = Tool.run("report", "merge", "-o", "text", file(0), file(1));

        assertThat(merged.exitCode()).as(merged.toString()).isZero();
        assertThat(merged.stdout())
                .contains("  connections  5: 5 completed\n")
                .endsWith("OK  5 of 5 connections completed\n");
    }

    @Test
    void a_missing_share_is_exit_2() throws IOException {
        share(1, 5);

        assertThat(Tool.run("report", "merge", file(1)))
                .isEqualTo(new ToolRun(
                        2, "", "tidb-client: The report of share 0/2 is missing; give the reports of all shares.\n"));
    }

    @Test
    void what_is_no_report_is_exit_2() throws IOException {
        Path file = Files.writeString(directory.resolve("no.json"), "{}");

        assertThat(Tool.run("report", "show", file.toString()))
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: " + file
                                + " is not a report of the check; those say \"schema\": \"tidb-client/check/2\".\n"));
        assertThat(Tool.run("report", "show", directory + "/none.json"))
                .isEqualTo(new ToolRun(
                        2, "", "tidb-client: " + directory + "/none.json does not exist; check the path.\n"));
    }

    @Test
    void more_shares_than_connections_is_exit_2() {
        ToolRun run = Tool.check(server, "--shard", "0/2").run(Tool.LIMIT);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: --shard: 1 connection cannot be shared by 2 processes; give at least as many with"
                                + " -n.\n"));
    }

    private void share(int index, int connections) throws IOException {
        ToolRun run = Tool.check(server, "-t", "0", "-n", "" + connections, "--shard", index + "/2", "-o", "json")
                .run(Tool.LIMIT);
        assertThat(run.exitCode()).as(run.toString()).isZero();
        Files.writeString(Path.of(file(index)), run.stdout());
    }

    private String file(int index) {
        return directory.resolve(index + ".json").toString();
    }
}
