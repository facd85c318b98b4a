package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way to give a password that needs no terminal; none of them shows it. */
class PasswordIT {
    private static final String PASSWORD = "s3cr3t-Püßword";

    private static SandboxServer server;

    @BeforeAll
    static void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults().withUsers(SandboxUser.root(PASSWORD)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void from_the_variable() {
        assertLoggedIn(check().with("TIDB_PASSWORD", PASSWORD));
    }

    @Test
    void from_the_first_line_of_standard_input() {
        assertLoggedIn(check("--password-stdin").withInput(PASSWORD + "\nmore\n"));
    }

    @Test
    void from_a_file(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertLoggedIn(check("--password-file", file.toString()));
    }

    @Test
    void a_wrong_one_is_exit_4_and_is_not_shown_however_much_is_logged() {
        ToolRun run = check("--log-level", "trace", "--verbose")
                .with("TIDB_PASSWORD", "wr0ng-one")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(run.stdout())
                .contains("refused user 'root'", "(1045 ER_ACCESS_DENIED_ERROR)", "→ Check user and password");
        assertThat(run.stdout() + run.stderr()).doesNotContain("wr0ng-one");
    }

    private static void assertLoggedIn(ToolCommand command) {
        ToolRun run = command.run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 of 1 connection completed");
        assertThat(run.stdout() + run.stderr()).doesNotContain(PASSWORD);
    }

    private static ToolCommand check(String... arguments) {
        ToolCommand command = Tool.command(arguments);
        return command.with("TIDB_HOST", Tool.address(server))
                .with("TIDB_USER", "root")
                .with("TIDB_MONITOR_DURATION", "0");
    }
}
