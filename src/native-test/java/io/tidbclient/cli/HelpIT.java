package io.tidbclient.cli;

import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What help and version say, and that no server is needed for it. */
class HelpIT {
    @RegisterExtension
    static final UnreachedServer SERVER = new UnreachedServer();

    @ParameterizedTest
    @ValueSource(strings = {"-h", "run -h", "-u root -h", "-h run", "imports list -h"})
    void help_is_help(String arguments) {
        ToolRun run = Tool.run(arguments.split(" "));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("Usage: tidb-client");
    }

    @Test
    void version_is_one_line() {
        ToolRun run = SERVER.run("--version");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .matches(
                        "tidb-client \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit (\\p{XDigit}{7,}|unknown)( with changes)?, (native|Java \\d+),"
                                + " Connector/J \\d+\\.\\d+\\.\\d+\\)\n");
        assertThat(run.stderr()).isEmpty();
        assertThat(SERVER.run("-V")).isEqualTo(run);
        assertThat(SERVER.run("-q", "--version")).as("not by the short way").isEqualTo(run);
    }

    @Test
    void help_lists_options_with_their_variables_and_the_exit_codes() {
        ToolRun run = SERVER.run("--help");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout())
                .startsWith("Usage: tidb-client")
                .contains("-H, --host", "TIDB_HOST", "--monitor-duration", "--ssl-mode", "--barrier", "--events")
                .contains("wait ", "demo ", "sandbox ", "config ", "completion ")
                .endsWith("""
                        Exit codes:
                          0    success
                          1    the work ran, and a check failed, or several failed for different reasons
                          2    wrong usage or configuration; nothing was attempted
                          3    no server reached: refused, unknown host, timed out, TLS failed
                          4    the server refused the user: wrong password, no privilege, unknown database
                          5    gave up waiting
                          70   internal error
                          130  interrupted (129: hangup, 143: terminated); everything was closed, results so far printed
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait       | Waits until the server answers a query; for pipelines.    | --timeout
            demo       | Demonstrates the check without a server                 | --output
            sandbox    | Runs a simulated TiDB on loopback until Ctrl-C            | --fault
            config     | Shows, validates or creates the configuration.                | validate
            completion | Prints a script that completes commands and options.      | SHELL
            """)
    void each_command_has_help(String command, String sentence, String option) {
        ToolRun run = SERVER.run(command, "--help");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout()).startsWith("Usage: tidb-client " + command).contains(sentence, option);
    }
}
