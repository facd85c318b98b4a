package io.tidbclient.cli;

import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes: one sentence, exit 2, and no connection to a server. */
@Thorough
class UsageIT {
    @RegisterExtension
    static final UnreachedServer SERVER = new UnreachedServer();

    @TempDir
    Path directory;

    @Test
    void a_user_is_a_must() {
        UnreachedServer.assertMistake(
                SERVER.run("--no-password"), "No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.\n", "");
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
        UnreachedServer.assertMistake(SERVER.run("-u", "root", "--no-password", option, value), sentence + "\n", "");
    }

    @Test
    void an_unknown_option_is_reported_with_the_nearest() {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--hots", "h"),
                "Unknown option '--hots'. Did you mean '--host'?\n",
                UnreachedServer.HINT);
    }

    @Test
    void an_unknown_key_is_reported_with_file_line_and_the_nearest() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: root\nconections: 3\n");

        UnreachedServer.assertMistake(
                SERVER.run("--no-password", "--config", file.toString()),
                file + ":2: unknown key 'conections'; did you mean 'connections'?\n",
                "");
    }

    @Test
    void a_malformed_file_is_reported_with_its_line() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: root\nhost: [a\n");

        ToolRun run = SERVER.run("--no-password", "--config", file.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr()).startsWith("tidb-client: " + file + ":").hasLineCount(1);
        assertThat(run.stdout()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "sandbox, --port, abc, 'abc' is not a whole number",
                "sandbox, --port, 99999999999, '99999999999' is out of range",
                "verify-isolation, --seed, 1.5, '1.5' is not a whole number",
                "imports replay, --speed, fast, 'fast' is not a number"
            })
    void a_number_that_only_one_command_takes_is_named_as_such(String command, String option, String text, String why) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of(option, text));

        assertThat(Tool.run(arguments.toArray(String[]::new)))
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: Invalid value for option '" + option + "': " + why + ".\nTry 'tidb-client "
                                + command + " --help'.\n"));
    }

    @Test
    void a_ca_file_that_is_not_pem_is_reported() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "not a certificate\n");

        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--ssl-ca", file.toString()),
                "--ssl-ca: '" + file
                        + "' holds no certificate in PEM; it needs a block that begins with BEGIN CERTIFICATE.\n",
                "");
    }

    @Test
    void a_key_needs_its_certificate() throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), "whatever\n");

        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--ssl-key", file.toString()),
                "--ssl-key: a private key needs its client certificate; give it with --ssl-cert.\n",
                "");
    }

    @Test
    void a_certificate_needs_its_key() throws IOException {
        Path file = Files.writeString(directory.resolve("cert.pem"), "whatever\n");

        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--ssl-cert", file.toString()),
                "--ssl-cert: a client certificate needs its private key; give it with --ssl-key.\n",
                "");
    }

    @Test
    void a_certificate_and_a_key_that_do_not_belong_together_are_reported() throws IOException {
        SandboxCertificates.create(Instant.now()).writeTo(directory.resolve("one"));
        SandboxCertificates.create(Instant.now()).writeTo(directory.resolve("other"));
        Path cert = directory.resolve("one").resolve("client-cert.pem");
        Path key = directory.resolve("other").resolve("client-key.pem");

        ToolRun run =
                SERVER.run("-u", "root", "--no-password", "--ssl-cert", cert.toString(), "--ssl-key", key.toString());

        UnreachedServer.assertMistake(
                run,
                "The client key " + key + " does not belong to the certificate " + cert
                        + "; give the two that were made together.\n",
                "");
    }

    @Test
    void a_directory_is_no_configuration_file() {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--config", directory.toString()),
                "--config: '" + directory + "' is a directory; give a file.\n",
                "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            -h db -u root         | -h is help and takes no value; the host is -H.
            -h 127.0.0.1          | -h is help and takes no value; the host is -H.
            -h127.0.0.1 -u root   | -h is help and takes no value; the host is -H.
            imports list -h db    | -h is help and takes no value; the host is -H.
            -e SELECT             | This tool sends no statements of its users; use a SQL client, or a scenario ('tidb-client run').
            --ssl                 | Unknown option '--ssl'; use --ssl-mode=required.
            -H 127.0.0.1 4610     | '4610' is not a command; a port goes to -P or HOST:PORT.
            imports -H x list     | Unknown option '-H'. It belongs behind the command: 'tidb-client imports list -H …'.
            """)
    void options_of_other_clients_are_refused_with_what_is_meant(String arguments, String sentence) {
        ToolRun run = Tool.run(arguments.split(" +"));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).startsWith("tidb-client: " + sentence + "\nTry ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ping   | "'ping' is not a command; 'tidb-client wait' waits until the server answers, 'check' checks it once."
            status | "'status' is not a command; use 'tidb-client check' for a server, 'imports list' for imports."
            top    | "'top' is not a command; 'tidb-client imports watch' follows the imports."
            """)
    void commands_of_other_tools_are_refused_with_what_this_one_has(String command, String sentence) {
        UnreachedServer.assertMistake(SERVER.run(command), sentence + "\n", UnreachedServer.HINT);
    }

    @Test
    void a_barrier_at_no_state_is_reported_with_the_states() {
        UnreachedServer.assertMistake(
                SERVER.run("-u", "root", "--no-password", "--barrier", "Lunch"),
                "--barrier: 'Lunch' is not a state; give one of Initial, ParsingConfig, Connecting, TestingConnection,"
                        + " VerifyingDatabase, GettingVersion, CheckingImportJobs, ShowingImportJobDetails.\n",
                "");
    }

    @Test
    void an_unknown_command_is_reported_with_the_nearest() {
        UnreachedServer.assertMistake(
                SERVER.run("dmeo"),
                "'dmeo' is not a command of tidb-client. Did you mean 'demo'?\n",
                UnreachedServer.HINT);
    }
}
