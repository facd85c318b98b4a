package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that people who know other tools, or another command of this one, type first. */
@Thorough
class MistypedArgumentsIT {
    private static SandboxServer server;

    @BeforeAll
    static void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            imports start IMPORT INTO shop.t FROM 's3://b/x.csv' | The statement is one argument; put it into quotes: 'tidb-client imports start "IMPORT INTO … FROM '…'"'.
            imports start import into shop.t | The statement is one argument; put it into quotes: 'tidb-client imports start "IMPORT INTO … FROM '…'"'.
            wait -t 5                 | Unknown option '-t'. Did you mean '--timeout 5s'?
            wait -t 90s               | Unknown option '-t'. Did you mean '--timeout 90s'?
            wait -t5                  | Unknown option '-t'. Did you mean '--timeout 5s'?
            imports wait 7 -t 5       | Unknown option '-t'. Did you mean '--timeout 5s'?
            run x.yaml -t             | Unknown option '-t'. Did you mean '--timeout DURATION'?
            -D shop                   | Unknown option '-D'; use -d DATABASE.
            -H 127.0.0.1 4000         | '4000' is not a command; a port goes to -P or HOST:PORT.
            -h 127.0.0.1 -P 4000      | -h is help and takes no value; the host is -H.
            --ssl                     | Unknown option '--ssl'; use --ssl-mode=required.
            imports -H x list         | Unknown option '-H'. It belongs behind the command: 'tidb-client imports list -H …'.
            imports wacth             | 'wacth' is not a command of tidb-client imports. Did you mean 'watch'?
            imports list --sort table | Unknown option '--sort'.
            imports list --failed     | Unknown option '--failed'.
            imports list --all        | Unknown option '--all'.
            imports list --tabel t    | Unknown option '--tabel'. Did you mean '--table'?
            imports list --able t     | Unknown option '--able'. Did you mean '--table'?
            """)
    void they_are_answered_with_what_to_type(String arguments, String sentence) {
        ToolRun run = Tool.run(arguments.split(" ", -1));

        assertThat(run.stderr()).as(run.toString()).startsWith("tidb-client: " + sentence + "\nTry '");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            -q -v                 | -q/--quiet and -v/--verbose contradict each other; give one of them.
            imports list -qv      | -q/--quiet and -v/--verbose contradict each other; give one of them.
            imports watch shop.t  | 'shop.t' is not the id of a job; 'tidb-client imports list' shows the ids, with --table those of a table.
            """)
    void what_cannot_be_meant_is_refused_before_connecting(String arguments, String sentence) {
        ToolRun run = onServer(arguments.split(" ", -1));

        assertThat(run.stderr()).as(run.toString()).isEqualTo("tidb-client: " + sentence + "\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void an_option_before_a_command_that_has_no_use_for_it_is_reported_and_the_command_runs() {
        ToolRun run = onServer("-n", "3", "imports", "list");

        assertThat(run.stderr())
                .as(run.toString())
                .isEqualTo("tidb-client: -n has no effect on 'tidb-client imports list'.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(onServer("-n", "3", "imports", "list", "-q").stderr()).isEmpty();
    }

    @Test
    void a_width_that_makes_no_sense_is_refused_and_a_usable_one_breaks_the_lines_of_a_pipe() {
        ToolRun narrow = onServer("-t", "0", "--width", "19");
        assertThat(narrow.stderr()).isEqualTo("tidb-client: --width: '19' is out of range; give 20 to 10000.\n");
        assertThat(narrow.exitCode()).isEqualTo(2);

        ToolRun asked = onServer("-t", "0", "--width", "60");
        assertThat(asked.exitCode()).as(asked.toString()).isZero();
        assertThat(asked.stdout().lines()).allMatch(line -> line.length() <= 60).hasSizeGreaterThan(6);
    }

    @Test
    void an_exported_width_counts_off_a_terminal_and_for_help() {
        ToolRun table = Tool.check(server, "-t", "0").with("COLUMNS", "50").run(Tool.LIMIT);
        assertThat(table.stdout().lines()).as(table.toString()).allMatch(line -> line.length() <= 50);

        ToolRun unlimited = Tool.check(server, "-t", "0").run(Tool.LIMIT);
        assertThat(unlimited.stdout().lines()).anyMatch(line -> line.length() > 100);

        ToolRun help = Tool.run("wait", "--help", "--width", "60");
        assertThat(help.stdout())
                .as("examples are never broken")
                .contains(
                        "Retries while the server is unreachable or a database does\nnot exist, and exits immediately when access is denied.");
    }

    @Test
    void the_bell_is_silent_off_a_terminal_and_needs_a_run_that_waits() {
        ToolRun check = onServer("-t", "0", "--bell");
        assertThat(check.exitCode()).as(check.toString()).isZero();
        assertThat(check.stdout() + check.stderr()).doesNotContain("\u0007");

        ToolRun list = onServer("imports", "list", "--bell");
        assertThat(list.stderr()).startsWith("tidb-client: Unknown option '--bell'.");

        ToolRun start = onServer("imports", "start", "--bell", "IMPORT INTO a.b FROM 's3://c/d'");
        assertThat(start.stderr()).isEqualTo("tidb-client: --bell requires --wait.\n");
        assertThat(start.exitCode()).isEqualTo(2);
    }

    @Test
    void an_alias_has_the_options_of_its_command() {
        ToolRun run = onServer("imports", "ls");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).isEqualTo("no import job\n");
    }

    private static ToolRun onServer(String... arguments) {
        return Tool.command(arguments)
                .with("TIDB_HOST", Tool.address(server))
                .with("TIDB_USER", "root")
                .with("TIDB_NO_PASSWORD", "true")
                .run(Tool.LIMIT);
    }
}
