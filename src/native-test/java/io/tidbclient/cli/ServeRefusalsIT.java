package io.tidbclient.cli;

import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server refuses before it listens. */
@Thorough
class ServeRefusalsIT extends OnFreshSandbox {
    @TempDir
    Path directory;

    @Test
    void a_history_that_cannot_be_meant_is_refused_before_anything_listens() throws IOException {
        Files.writeString(directory.resolve("t.yaml"), """
                serve:
                  history: {url: "mysql://u@127.0.0.1:1/", no-password: true}
                """);
        ToolRun run =
                command("--config", directory.resolve("t.yaml").toString()).run(Tool.LIMIT);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr())
                .endsWith("t.yaml:2: serve.history: the URL has no database; give mysql://user@host:port/database,"
                        + " whose tables keep the history.\n");
        assertThat(run.stderr().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--listen 0.0.0.0:0 | --listen: other machines can reach 0.0.0.0:0; require tokens with --auth-file, or"
                        + " give --allow-anonymous.",
                "--every 10ms | --every: '10ms' is too short; give at least 1s.",
                "--cron never | --cron: 'never' is not a cron expression; give six fields, seconds first, '0 */5 * * * ?'"
                        + " for example.",
                "--every 10s --cron never | --cron: 'never' is not a cron expression; give six fields, seconds first, '0"
                        + " */5 * * * ?' for example.",
                "--shard 0/2 | --shard: 1 target cannot be shared by 2 servers; list at least as many.",
                "--tls-cert x.pem | --tls-cert: a certificate needs its private key; give it with --tls-key."
            })
    void a_mistake_ends_it_before_it_listens(String arguments, String message) {
        ToolRun run = command(arguments.split(" ")).run(Tool.LIMIT);

        assertThat(run).isEqualTo(new ToolRun(2, "", "tidb-client: " + message + "\n"));
    }

    @Test
    void config_validate_reports_every_mistake_of_the_targets() throws IOException {
        Path file = directory.resolve("t.yaml");
        String sound = """
                serve:
                  targets:
                    - {name: a, host: db1, user: monitor, no-password: true}
                """;
        Files.writeString(file, sound);
        assertThat(Tool.run("config", "validate", "--config", file.toString()))
                .isEqualTo(new ToolRun(0, "The configuration is valid.\n", ""));

        Files.writeString(file, sound + "    - {name: b, host: db2}\n    - {name: a, host: db1, every: 1ms}\n");
        ToolRun run = Tool.run("config", "validate", "--config", file.toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr().lines().map(line -> line.replace(directory + "/", "")))
                .containsExactly(
                        "tidb-client: t.yaml:4: target 'b': No user is given; use -u, TIDB_USER, or user in"
                                + " tidb-client.yaml.",
                        "tidb-client: t.yaml:5: the name 'a' was already given in line 3; give each target a unique"
                                + " name.",
                        "tidb-client: t.yaml:5: every: '1ms' is too short; give at least 1s.",
                        "tidb-client: t.yaml:5: target '#3': No user is given; use -u, TIDB_USER, or user in"
                                + " tidb-client.yaml.");
    }

    @Test
    void an_address_in_use_is_named_with_the_remedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            ToolRun run = command("--listen", address).run(Tool.LIMIT);

            assertThat(run)
                    .isEqualTo(new ToolRun(
                            2,
                            "",
                            "tidb-client: Cannot listen on " + address
                                    + ": Address already in use. Choose another address or port with --listen.\n"));
        }
    }

    private ToolCommand command(String... more) {
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {"serve", "-H", Tool.address(server), "-u", "root", "--no-password"}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Tool.command(arguments);
    }
}
