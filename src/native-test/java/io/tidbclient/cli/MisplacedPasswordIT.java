package io.tidbclient.cli;

import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A password that is missing, given twice or in the wrong place: one sentence, and the password is not in it. */
@Thorough
class MisplacedPasswordIT {
    @RegisterExtension
    static final UnreachedServer SERVER = new UnreachedServer();

    @Test
    void without_password_and_terminal_all_ways_to_give_one_are_named() {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root"),
                "There is no password and no terminal to ask on; use --password-file, --password-stdin, TIDB_PASSWORD"
                        + " or, for the empty password, --no-password.\n",
                "");
    }

    @Test
    void two_sources_of_the_password_are_one_too_many() {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--password-stdin"),
                "--password-stdin and --no-password both say where the password comes from; give one of them.\n",
                "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-u root -p geheim",
                "--password geheim -u root",
                "-vp geheim",
                "mysql://root:geheim@h/",
                "-H root:geheim@h:4000",
                "-H root:ge,heim@h:4000 -u root",
                "-H root:geheim",
                "-H root:geheim:x",
                "-P geheim -u root",
                "-n geheim@h",
                "--ssl-ca mysql://root:geheim@h -u root",
                "imports list -p geheim",
                "imports show -p geheim",
                "run -p geheim -u root",
                "wait root:geheim@tcp(h:4000)/d"
            })
    void a_password_in_the_wrong_place_is_in_no_message(String arguments) {
        ToolRun run = Tool.run(arguments.split(" "));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr())
                .startsWith("tidb-client: ")
                .doesNotContain("geheim")
                .doesNotContain("heim@");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIDB_HOST    | root:geheim@h:4000            | TIDB_HOST: a host has no @;
            TIDB_HOST    | root:geheim@tcp(h:4000)/d     | TIDB_HOST: a host has no @;
            TIDB_PORT    | geheim                        | TIDB_PORT: it is not a whole number; give 1 to 65535.
            DATABASE_URL | root:geheim@tcp(h:4000)/d     | DATABASE_URL is not a mysql:// or tidb:// URL, and no other host is given;
            DATABASE_URL | postgres://root:geheim@h/d    | DATABASE_URL is not a mysql:// or tidb:// URL, and no other host is given;
            """)
    void a_variable_with_a_password_in_the_wrong_place_is_not_quoted(String name, String value, String sentence) {
        ToolRun run =
                Tool.command("-u", "root", "--no-password").with(name, value).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr()).contains("tidb-client: " + sentence).doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-pgeheim", "--password=geheim"})
    void a_password_in_an_argument_is_refused_and_not_repeated(String argument) {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", argument),
                "-p/--password takes no value, since the process list would show it; it asks for the password, or use"
                        + " --password-file, --password-stdin or TIDB_PASSWORD.\n",
                UnreachedServer.HINT);
    }
}
