package io.tidbclient.cli;

import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** Waiting for a server that comes, that never comes, and that does not let one in. */
class WaitIT extends OnFreshSandbox {
    @Test
    void a_server_that_comes_later_ends_the_wait_with_exit_0() throws IOException {
        server.stopListening();
        try (ToolProcess tool = await(
                        "--no-password", "--timeout", "100", "--retry-delay", "50ms", "--retry-max-delay", "200ms")
                .start()) {
            tool.awaitStderr(text -> text.contains("Nothing listens at"), Tool.LIMIT);
            server.listenAgain();

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 of 1 connection completed");
        }
    }

    @Test
    void a_server_that_never_comes_is_exit_5() {
        server.stopListening();

        ToolRun run = await("--no-password", "--timeout", "1").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(5);
        assertThat(Tool.lastLine(run.stdout()))
                .startsWith("FAILED (exit 5)  gave up: ")
                .endsWith("; the last failure: Nothing listens at " + Tool.address(server) + ": connection refused");
    }

    @Test
    void the_reason_is_there_when_only_the_verdict_is_and_in_json() {
        server.stopListening();

        ToolRun quiet = await("--no-password", "--timeout", "1", "-q").run(Tool.LIMIT);
        ToolRun json = await("--no-password", "--timeout", "1", "-o", "json").run(Tool.LIMIT);

        assertThat(quiet.stdout()).contains("; the last failure: Nothing listens at ");
        assertThat(json.stdout()).contains("; the last failure: Nothing listens at ");
    }

    @Test
    void a_connection_that_stays_silent_costs_one_short_try() {
        server.faults().arm(FaultText.parse("1*silent"));

        ToolRun run = await("--no-password", "--timeout", "60").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).contains("accepted the connection but was silent for 3 s");
    }

    @Test
    void a_server_that_refuses_the_user_ends_the_wait_at_once_with_exit_4() {
        ToolRun run = await("--timeout", "100").with("TIDB_PASSWORD", "wrong").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void a_database_that_does_not_exist_is_waited_for() {
        ToolRun exists =
                await("--no-password", "--timeout", "60", "-d", "test", "-q").run(Tool.LIMIT);
        ToolRun missing =
                await("--no-password", "--timeout", "1", "-d", "nowhere", "-q").run(Tool.LIMIT);

        assertThat(exists).isEqualTo(new ToolRun(0, "OK  1 of 1 connection completed\n", ""));
        assertThat(missing.exitCode()).as(missing.toString()).isEqualTo(5);
        assertThat(missing.stdout())
                .startsWith("FAILED (exit 5)  gave up: ")
                .contains("; the last failure: ")
                .contains("nowhere");
    }

    private ToolCommand await(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "wait";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Tool.command(arguments).with("TIDB_HOST", Tool.address(server)).with("TIDB_USER", "root");
    }
}
