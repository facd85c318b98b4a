package io.tidbclient.cli;

import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What help and version say, and that no server is needed for it. */
@Thorough
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
        assertThat(SERVER.run("version")).isEqualTo(run);
        assertThat(SERVER.run("@/dev/null", "version"))
                .as("not by the short way")
                .isEqualTo(run);
        assertThat(SERVER.run("-q", "--version")).as("not by the short way").isEqualTo(run);
    }

    @Test
    void help_is_a_screen_that_names_every_command() {
        ToolRun run = SERVER.run("--help");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout().lines()).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 80);
        assertThat(run.stdout())
                .startsWith("Usage: tidb-client [-H HOST[:PORT]] -u USER [OPTIONS]\n")
                .contains("  scenarios   list, show, new, validate, clean", "  -H, --host HOST[:PORT] ")
                .endsWith("More: tidb-client help COMMAND, help options, --help-all; man tidb-client\n");
        assertThat(SERVER.run("-h")).isEqualTo(run);
        assertThat(SERVER.run("help")).isEqualTo(run);
        assertThat(SERVER.run("-u", "root", "--help"))
                .as("not by the short way")
                .isEqualTo(run);
    }

    @Test
    void the_whole_help_lists_options_with_their_variables_and_the_exit_codes() {
        ToolRun run = Tool.command("--help-all").with("COLUMNS", "120").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout())
                .startsWith("Usage: tidb-client [OPTIONS] [COMMAND]\n\nExamples:\n  tidb-client -H db:4000 -u app -p\n")
                .contains("-H, --host", "TIDB_HOST", "--monitor-duration", "--ssl-mode", "--barrier", "--events")
                .contains("wait ", "demo ", "sandbox ", "config ", "completion ", "version ")
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
    @ValueSource(strings = {"imports list", "scenarios validate", "check", "help", "config"})
    void help_of_a_command_is_what_the_command_prints_with_help(String command) {
        List<String> words = List.of(command.split(" "));
        ToolRun run =
                SERVER.run(Stream.concat(Stream.of("help"), words.stream()).toArray(String[]::new));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .startsWith("Usage: tidb-client " + command + " ")
                .contains("\nExamples:\n");
        assertThat(SERVER.run(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new)))
                .isEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            imprts       | "'imprts' is not a command of tidb-client; did you mean 'imports'?"
            imports lst  | "'lst' is not a command of tidb-client imports; did you mean 'list'?"
            version now  | "'now' is not a command of tidb-client version; it has none."
            """)
    void help_of_what_is_no_command_is_a_mistake(String command, String sentence) {
        ToolRun run = SERVER.run(("help " + command).split(" "));

        UnreachedServer.assertMistake(run, sentence + "\n", "");
    }

    @Test
    void help_options_lists_every_setting_with_its_variable_and_key() {
        ToolRun run = SERVER.run("help", "options");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .startsWith("Usage: tidb-client [COMMAND] [OPTIONS]\n")
                .contains("(default: 60; TIDB_MONITOR_DURATION; YAML:", "--auth-file", "--record", "(TIDB_CONFIG)");
    }

    @Test
    void help_is_as_wide_as_the_variable_says_within_what_can_be_read() {
        assertThat(widest("60")).isBetween(50, 60);
        assertThat(widest("100")).isBetween(90, 100);
        assertThat(widest("100000")).as("too wide to read").isBetween(110, 120);
        assertThat(widest("wide")).as("80 without a terminal").isBetween(70, 80);
    }

    private static int widest(String columns) {
        ToolRun run = Tool.command("imports", "watch", "--help")
                .with("COLUMNS", columns)
                .run(Tool.LIMIT);
        return run.stdout()
                .lines()
                .filter(line -> !line.startsWith("  tidb-client "))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait       | Waits until the server answers a query, and has the databases | --timeout
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
