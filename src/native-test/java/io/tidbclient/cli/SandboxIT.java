package io.tidbclient.cli;

import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The simulated server as a command. */
class SandboxIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void it_prints_its_address_and_ends_when_it_is_stopped(Signal signal, int exitCode) {
        Path portFile = directory.resolve("port");
        try (ToolProcess sandbox =
                Tool.command("sandbox", "--port-file", portFile.toString()).start()) {
            sandbox.awaitStdout(text -> text.endsWith("\n"), Tool.LIMIT);
            String address = sandbox.stdout().strip();
            assertThat(address).matches("127\\.0\\.0\\.1:\\d+");
            assertThat(portFile).hasContent(address.substring("127.0.0.1:".length()) + "\n");

            sandbox.signal(signal);
            ToolRun run = sandbox.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
            assertThat(run.stdout()).isEqualTo(address + "\n");
            assertThat(run.stderr())
                    .isEqualTo("The sandbox listens; stop it with Ctrl-C. Try: tidb-client -H " + address
                            + " -u root --no-password\n");
        }
    }

    @Test
    void an_unknown_fault_is_reported_with_the_known_ones() {
        ToolRun run = Tool.run("sandbox", "--fault", "melt");

        assertThat(run)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: --fault: the fault 'melt' is not understood: known are refuse, silent, http,"
                                + " slow-greeting, cap, deny-login, slow, deny, drop, garbage and freeze\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500ms | --jobs-for: '500ms' is out of range; give 1s to 365d.",
                "soon | --jobs-for: 'soon' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d."
            })
    void a_duration_of_jobs_that_is_none_or_too_short_is_refused(String duration, String message) {
        assertThat(Tool.run("sandbox", "--jobs-for", duration))
                .isEqualTo(new ToolRun(2, "", "tidb-client: " + message + "\n"));
    }
}
