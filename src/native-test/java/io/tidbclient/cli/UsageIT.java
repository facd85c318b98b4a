package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes: one sentence, exit 2, and no server has heard of it. And what help says. */
class UsageIT {
    private static final String HINT = "Try 'tidb-client --help'.\n";

    private static SandboxServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void a_server_that_must_not_be_reached() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void no_socket_was_opened() {
        assertThat(server.accepted()).isZero();
    }

    @Test
    void a_user_is_a_must() {
        assertMistake(run("--no-password"), "No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.\n", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -H | ''      | -H/--host: the host is empty; give host, host:port or [IPv6]:port.
            -H | h:x     | -H/--host: the port of 'h': it is not a whole number; give 1 to 65535.
            -H | a:b:c:d | -H/--host: it has too many colons for host:port and is not an IPv6 address; give host, host:port or [IPv6]:port.
            -H | [::1    | -H/--host: '[::1' has no closing bracket; give [IPv6] or [IPv6]:port.
            -t | -1      | -t/--monitor-duration: '-1' is negative; give 0 or more, in seconds or as 500ms, 90s, 2m, 1h or 30d.
            -t | x       | -t/--monitor-duration: 'x' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d.
            -d | ''      | -d/--database: the database is empty; give a database's name.
            -d | 'a,'    | -d/--database: the database is empty; give a database's name.
            -d | `a,b    | -d/--database: '`a,b' has no closing backquote; a backquote that belongs to the name is doubled.
            -n | 0       | -n/--connections: '0' is out of range; give 1 to 100000.
            -n | x       | -n/--connections: 'x' is not a whole number; give 1 to 100000.
            --ssl-ca | /nonexistent/ca.pem | --ssl-ca: '/nonexistent/ca.pem' does not exist; check the path.
            --config | /nonexistent/c.yaml | --config: '/nonexistent/c.yaml' does not exist; check the path.
            """)
    void a_value_that_makes_no_sense_is_reported_with_its_remedy(String option, String value, String sentence) {
        assertMistake(run("-u", "root", "--no-password", option, value), sentence + "\n", "");
    }

    @Test
    void an_unknown_option_is_reported_with_the_nearest() {
        assertMistake(run("-u", "root", "--hots", "h"), "Unknown option '--hots'. Did you mean '--host'?\n", HINT);
    }

    @Test
    void an_unknown_key_is_reported_with_file_line_and_the_nearest() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: root\nconections: 3\n");

        assertMistake(
                run("--no-password", "--config", file.toString()),
                file + ":2: unknown key 'conections'; did you mean 'connections'?\n",
                "");
    }

    @Test
    void a_malformed_file_is_reported_with_its_line() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: root\nhost: [a\n");

        ToolRun run = run("--no-password", "--config", file.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr()).startsWith("tidb-client: " + file + ":").hasLineCount(1);
        assertThat(run.stdout()).isEmpty();
    }

    @Test
    void a_ca_file_that_is_not_pem_is_reported() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "not a certificate\n");

        assertMistake(
                run("-u", "root", "--no-password", "--ssl-ca", file.toString()),
                "--ssl-ca: '" + file
                        + "' holds no certificate in PEM; it needs a block that begins with BEGIN CERTIFICATE.\n",
                "");
    }

    @Test
    void a_key_needs_its_certificate() throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), "whatever\n");

        assertMistake(
                run("-u", "root", "--no-password", "--ssl-key", file.toString()),
                "--ssl-key: a private key needs its client certificate; give it with --ssl-cert.\n",
                "");
    }

    @Test
    void a_certificate_needs_its_key() throws IOException {
        Path file = Files.writeString(directory.resolve("cert.pem"), "whatever\n");

        assertMistake(
                run("-u", "root", "--no-password", "--ssl-cert", file.toString()),
                "--ssl-cert: a client certificate needs its private key; give it with --ssl-key.\n",
                "");
    }

    @Test
    void a_certificate_and_a_key_that_do_not_belong_together_are_reported() throws IOException {
        SandboxCertificates.create(Instant.now()).writeTo(directory.resolve("one"));
        SandboxCertificates.create(Instant.now()).writeTo(directory.resolve("other"));
        Path cert = directory.resolve("one").resolve("client-cert.pem");
        Path key = directory.resolve("other").resolve("client-key.pem");

        ToolRun run = run("-u", "root", "--no-password", "--ssl-cert", cert.toString(), "--ssl-key", key.toString());

        assertMistake(
                run,
                "The client key " + key + " does not belong to the certificate " + cert
                        + "; give the two that were made together.\n",
                "");
    }

    @Test
    void a_directory_is_no_configuration_file() {
        assertMistake(
                run("-u", "root", "--no-password", "--config", directory.toString()),
                "--config: '" + directory + "' is a directory; give a file.\n",
                "");
    }

    @Test
    void without_password_and_terminal_all_ways_to_give_one_are_named() {
        assertMistake(
                run("-u", "root"),
                "There is no password and no terminal to ask on; use --password-file, --password-stdin, TIDB_PASSWORD"
                        + " or, for the empty password, --no-password.\n",
                "");
    }

    @Test
    void two_sources_of_the_password_are_one_too_many() {
        assertMistake(
                run("-u", "root", "--no-password", "--password-stdin"),
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
    @CsvSource(delimiter = '|', textBlock = """
            -h db -u root         | -h is help and takes no value; the host is -H.
            -h 127.0.0.1          | -h is help and takes no value; the host is -H.
            -h127.0.0.1 -u root   | -h is help and takes no value; the host is -H.
            imports list -h db    | -h is help and takes no value; the host is -H.
            -e SELECT             | Unknown option '-e'.
            imports -H x list     | Unknown option '-H'. It belongs behind the command: 'tidb-client imports list -H …'.
            """)
    void options_of_other_clients_are_refused_with_what_is_meant(String arguments, String sentence) {
        ToolRun run = Tool.run(arguments.split(" +"));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).startsWith("tidb-client: " + sentence + "\nTry ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "run -h", "-u root -h", "-h run", "imports list -h"})
    void help_is_help(String arguments) {
        ToolRun run = Tool.run(arguments.split(" "));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("Usage: tidb-client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-pgeheim", "--password=geheim"})
    void a_password_in_an_argument_is_refused_and_not_repeated(String argument) {
        assertMistake(
                run("-u", "root", argument),
                "-p/--password takes no value, since the process list would show it; it asks for the password, or use"
                        + " --password-file, --password-stdin or TIDB_PASSWORD.\n",
                HINT);
    }

    @Test
    void a_barrier_at_no_state_is_reported_with_the_states() {
        assertMistake(
                run("-u", "root", "--no-password", "--barrier", "Lunch"),
                "--barrier: 'Lunch' is not a state; give one of Initial, ParsingConfig, Connecting, TestingConnection,"
                        + " VerifyingDatabase, GettingVersion, CheckingImportJobs, ShowingImportJobDetails.\n",
                "");
    }

    @Test
    void an_unknown_command_is_reported_with_the_nearest() {
        assertMistake(run("dmeo"), "'dmeo' is not a command of tidb-client. Did you mean 'demo'?\n", HINT);
    }

    @Test
    void version_is_one_line() {
        ToolRun run = run("--version");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .matches(
                        "tidb-client \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit (\\p{XDigit}{7,}|unknown)( with changes)?, (native|Java \\d+),"
                                + " Connector/J \\d+\\.\\d+\\.\\d+\\)\n");
        assertThat(run.stderr()).isEmpty();
        assertThat(run("-V")).isEqualTo(run);
        assertThat(run("-q", "--version")).as("not by the short way").isEqualTo(run);
    }

    @Test
    void help_lists_options_with_their_variables_and_the_exit_codes() {
        ToolRun run = run("--help");

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
        ToolRun run = run(command, "--help");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout()).startsWith("Usage: tidb-client " + command).contains(sentence, option);
    }

    private static void assertMistake(ToolRun run, String sentence, String hint) {
        assertThat(run).isEqualTo(new ToolRun(2, "", "tidb-client: " + sentence + hint));
    }

    /** With the server as the host unless the arguments say otherwise. */
    private static ToolRun run(String... arguments) {
        ToolCommand command = Tool.command(arguments).with("TIDB_HOST", Tool.address(server));
        return command.run(Tool.LIMIT);
    }
}
