package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that people who know other tools, or another command of this one, type first. */
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
            imports list --abel t     | Unknown option '--abel'. Did you mean '--table'?
            """)
    void they_are_answered_with_what_to_type(String arguments, String sentence) {
        ToolRun run = Tool.run(arguments.split(" "));

        assertThat(run.stderr()).as(run.toString()).startsWith("tidb-client: " + sentence + "\nTry '");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -q -v                 | -q/--quiet and -v/--verbose contradict each other; give one of them.
            imports list -qv      | -q/--quiet and -v/--verbose contradict each other; give one of them.
            imports watch shop.t  | 'shop.t' is not the id of a job; 'tidb-client imports list' shows the ids, with --table those of a table.
            """)
    void what_cannot_be_meant_is_refused_before_connecting(String arguments, String sentence) {
        ToolRun run = onServer(arguments.split(" "));

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
