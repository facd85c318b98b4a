package io.tidbclient.cli;

import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about the configuration. */
class ConfigIT {
    @TempDir
    Path directory;

    @Test
    void show_prints_the_origin_of_each_value_and_masks_the_password() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: app\nconnections: 7\n");

        ToolRun run = Tool.command("config", "show", "--config", file.toString(), "-u", "dba", "-n", "1")
                .with("TIDB_PASSWORD", "geheim")
                .with("TIDB_PORT", "4001")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout().lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith("SETTING VALUE FROM")
                .contains(
                        "user dba -u",
                        "connections 1 -n",
                        "port 4001 TIDB_PORT",
                        "interval 2s default",
                        "password ******** TIDB_PASSWORD");
        assertThat(run.stdout()).doesNotContain("geheim");
    }

    @Test
    void validate_lists_every_mistake_also_in_profiles_that_are_not_in_use() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                port: 0
                user: app
                profiles:
                  staging:
                    connections: x
                """);

        ToolRun run = Tool.run("config", "validate", "--config", file.toString());

        assertThat(run).isEqualTo(new ToolRun(2, "", """
                tidb-client: FILE:1: port: '0' is out of range; give 1 to 65535.
                tidb-client: FILE:5: connections: 'x' is not a whole number; give 1 to 100000.
                """.replace("FILE", file.toString())));
    }

    @Test
    void a_mistyped_variable_is_named_before_the_mistakes_that_it_may_have_caused() {
        String warning =
                "tidb-client: TIDB_USR is not a variable of this tool and has no effect; did you mean TIDB_USER?\n";
        String noUser = "tidb-client: No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.\n";
        String noNumber = "tidb-client: TIDB_PORT: it is not a whole number; give 1 to 65535.\n";

        assertThat(Tool.command("config", "validate").with("TIDB_USR", "root").run(Tool.LIMIT))
                .isEqualTo(new ToolRun(2, "", warning + noUser));
        assertThat(Tool.command("config", "validate", "-q")
                        .with("TIDB_USR", "root")
                        .run(Tool.LIMIT))
                .isEqualTo(new ToolRun(2, "", noUser));
        assertThat(Tool.command("-H", "127.0.0.1")
                        .with("TIDB_USR", "root")
                        .with("TIDB_PORT", "x")
                        .run(Tool.LIMIT))
                .isEqualTo(new ToolRun(2, "", warning + noNumber));
    }

    @Test
    void validate_reports_every_mistake_with_its_place_in_the_order_of_the_file() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                hots: db1
                user: app
                retry-delay: 1m
                retry-max-delay: 10s
                ssl-cert: client.pem
                ssl-ca: missing.pem
                password: geheim
                barrier: Nowhere
                output: csv
                interval: 10ms
                connections: 1
                profiles:
                  prod:
                    hosst: x
                    host: [a, b, c]
                """);

        ToolRun run = Tool.command(
                        "config", "validate", "--config", file.toString(), "--profile", "prod", "--repeat", "2")
                .with("TIDB_PORT", "x")
                .run(Tool.LIMIT);

        assertThat(run).isEqualTo(new ToolRun(2, "", """
                tidb-client: --repeat: requires --every or --cron.
                tidb-client: TIDB_PORT: it is not a whole number; give 1 to 65535.
                tidb-client: FILE:1: unknown key 'hots'; did you mean 'host'?
                tidb-client: FILE:4: retry-max-delay: 10s is shorter than retry-delay, 1m; give at least as much.
                tidb-client: FILE:5: ssl-cert: a client certificate needs its private key; give ssl-key beside it.
                tidb-client: FILE:5: ssl-cert: 'DIR/client.pem' does not exist; check the path.
                tidb-client: FILE:6: ssl-ca: 'DIR/missing.pem' does not exist; check the path.
                tidb-client: FILE:7: password: a password does not belong in this file; give password-file, or set TIDB_PASSWORD.
                tidb-client: FILE:8: barrier: 'Nowhere' is not a state; give one of Initial, ParsingConfig, Connecting, \
                TestingConnection, VerifyingDatabase, GettingVersion, CheckingImportJobs, ShowingImportJobDetails.
                tidb-client: FILE:9: output: csv is for 'tidb-client imports list'; give text, json or ndjson.
                tidb-client: FILE:10: interval: '10ms' is too short; give at least 1s.
                tidb-client: FILE:11: connections: 1 connections cannot reach 3 hosts; give at least as many as there are hosts.
                tidb-client: FILE:14: unknown key 'hosst'; did you mean 'host'?
                """.replace("FILE", file.toString())
                .replace("DIR", directory.toString())));
    }

    @Test
    void validate_reports_the_mistakes_of_each_listed_connection() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                connections:
                  - id: shop
                    host: db1
                    prot: 4001
                  - id: shop
                    user: u
                    ssl-key: k.pem
                  - host: [a, b]
                profiles:
                  test: {connections: [{id: a, port: 0}]}
                """);

        ToolRun run = Tool.run("config", "validate", "--config", file.toString());

        assertThat(run).isEqualTo(new ToolRun(2, "", """
                tidb-client: FILE:2: connection 'shop' has no user; USER
                tidb-client: FILE:4: unknown key 'prot'; did you mean 'port'?
                tidb-client: FILE:5: the id 'shop' was already given in line 2; give each connection a unique id.
                tidb-client: FILE:7: ssl-key: a private key needs its client certificate; give ssl-cert beside it.
                tidb-client: FILE:7: ssl-key: 'DIR/k.pem' does not exist; check the path.
                tidb-client: FILE:8: host: a connection of the list has one host; list a connection for each.
                tidb-client: FILE:8: this connection has no id; give it a name, as in 'id: shop'.
                tidb-client: FILE:8: connection '#3' has no user; USER
                tidb-client: FILE:10: port: '0' is out of range; give 1 to 65535.
                """.replace(
                        "USER", "give it one, or one for all with -u, TIDB_USER or user at the top level.")
                .replace("FILE", file.toString())
                .replace("DIR", directory.toString())));
    }

    @Test
    void validate_reports_a_key_that_is_not_of_the_certificate_and_a_barrier_that_holds_up_the_others()
            throws IOException {
        for (String name : List.of("client-rsa.pem", "client-ec-pkcs8.pem")) {
            Files.copy(Path.of("src/test/resources/tls", name), directory.resolve(name));
        }
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                user: app
                parallel: 1
                barrier: Connecting
                connections:
                  - id: shop
                    host: db1
                    ssl-cert: client-rsa.pem
                    ssl-key: client-ec-pkcs8.pem
                  - id: crm
                    host: db2
                """);

        ToolRun run = Tool.run("config", "validate", "--config", file.toString());

        assertThat(run).isEqualTo(new ToolRun(2, "", """
                tidb-client: FILE:3: barrier: 2 connections with --parallel 1 would deadlock at the barrier; give --parallel 2 or more.
                tidb-client: FILE:7: ssl-cert: The client key DIR/client-ec-pkcs8.pem does not belong to the certificate \
                DIR/client-rsa.pem; give the two that were made together.
                """.replace("FILE", file.toString())
                .replace("DIR", directory.toString())));
    }

    @Test
    void validate_does_not_read_the_password() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: app\npassword-file: missing\n");

        assertThat(Tool.run("config", "validate", "--config", file.toString()))
                .isEqualTo(new ToolRun(0, "The configuration is valid.\n", ""));
    }

    @Test
    void validate_reports_what_it_can_read_beside_a_file_that_is_not_yaml() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: app: x\n");

        ToolRun run = Tool.run("config", "validate", "--config", file.toString(), "-n", "0");

        assertThat(run).isEqualTo(new ToolRun(2, "", """
                tidb-client: FILE:1: this is not valid YAML (mapping values are not allowed here); a value with ': ' in it needs quotes around all of it; else check the indentation.
                tidb-client: -n/--connections: '0' is out of range; give 1 to 100000.
                """.replace("FILE", file.toString())));
    }

    @Test
    void init_writes_a_file_that_is_valid_and_never_overwrites_one() throws IOException {
        Path file = directory.resolve("new.yaml");

        assertThat(Tool.run("config", "init", file.toString())).isEqualTo(new ToolRun(0, "Wrote " + file + ".\n", ""));
        assertThat(Tool.run("config", "validate", "--config", file.toString(), "-u", "root"))
                .isEqualTo(new ToolRun(0, "The configuration is valid.\n", ""));

        Files.writeString(file, "user: precious\n");
        assertThat(Tool.run("config", "init", file.toString()))
                .isEqualTo(new ToolRun(
                        2, "", "tidb-client: " + file + " already exists and was not changed; name another file.\n"));
        assertThat(file).hasContent("user: precious\n");
    }
}
