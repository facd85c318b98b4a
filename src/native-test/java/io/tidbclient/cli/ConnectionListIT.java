package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that the YAML file lists: two servers, each with a user and a password of its own. */
class ConnectionListIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private SandboxServer shop;
    private SandboxServer crm;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        shop = server("shop_reader", "pw-of-shop", "shop", "stock");
        crm = server("crm_reader", "pw-of-crm", "crm");
        secret("shop.pw", "pw-of-shop");
        secret("crm.pw", "pw-of-crm");
        file = Files.writeString(directory.resolve("c.yaml"), """
                monitor-duration: 0
                connections:
                  - id: shop
                    host: %s
                    user: shop_reader
                    password-file: shop.pw
                    database: [shop, stock]
                  - id: crm
                    host: %s
                    user: crm_reader
                    password-file: crm.pw
                    database: crm
                """.formatted(Tool.address(shop), Tool.address(crm)));
    }

    @AfterEach
    void stop() {
        shop.close();
        crm.close();
    }

    @Test
    void each_is_checked_on_its_server_as_its_user() {
        ToolRun run = run();

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(masked(run.stdout())).isEqualTo("""
                127.0.0.1:SHOP  TiDB v8.5.4, Sandbox edition, store sandbox – a simulation: this tool's sandbox
                  connections  1: 1 completed
                  answered by  sandbox:SHOP
                  user         shop_reader@%
                  TLS          none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                  database     shop; read: yes, write: NO, create: NO
                  database     stock; read: yes, write: NO, create: NO
                  import jobs  none
                               only this user's jobs: SUPER is required to see all

                127.0.0.1:CRM  TiDB v8.5.4, Sandbox edition, store sandbox – a simulation: this tool's sandbox
                  connections  1: 1 completed
                  answered by  sandbox:CRM
                  user         crm_reader@%
                  TLS          none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                  database     crm; read: yes, write: NO, create: NO
                  import jobs  none
                               only this user's jobs: SUPER is required to see all

                LATENCY           COUNT  MIN  P50  P90  P99  MAX
                connect               2  TIME  TIME  TIME  TIME  TIME
                first round trip      2  TIME  TIME  TIME  TIME  TIME

                OK  2 of 2 connections completed
                """);
        assertThat(masked(run.stderr()))
                .contains("  checking 127.0.0.1:SHOP with 1 connection\n", "  shop  127.0.0.1:SHOP  connected in ")
                .contains("  checking 127.0.0.1:CRM with 1 connection\n", "  crm  127.0.0.1:CRM  connected in ")
                .doesNotContain("pw-of");
    }

    @Test
    void one_that_fails_is_called_by_its_id_and_the_others_are_checked() throws IOException {
        secret("crm.pw", "wrong");

        ToolRun text = run();
        ToolRun json = run("-o", "json");
        ToolRun junit = run("-o", "junit");

        assertThat(text.exitCode()).as(text.toString()).isEqualTo(1);
        assertThat(masked(text.stdout())).endsWith("""
                FAILED in Connecting  crm
                  127.0.0.1:CRM refused user 'crm_reader': Access denied for user 'crm_reader'@'127.0.0.1' (using password: YES) (1045 ER_ACCESS_DENIED_ERROR).
                  → Check user and password, and from which hosts the user may come. If the user must use TLS, add --ssl-mode required.

                FAILED (exit 1)  1 of 2 connections completed, 1 failed
                """);
        JsonNode report = JSON.readTree(json.stdout());
        assertThat(report.at("/connections").findValuesAsText("target"))
                .containsExactly(Tool.address(shop), Tool.address(crm));
        assertThat(report.at("/connections/0/name").asText()).isEqualTo("shop");
        assertThat(report.at("/connections/0/databases")).hasSize(2);
        assertThat(report.at("/connections/1/name").asText()).isEqualTo("crm");
        assertThat(report.at("/connections/1/failure/kind").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(masked(junit.stdout())).contains("name=\"127.0.0.1:SHOP#shop\"", "name=\"127.0.0.1:CRM#crm\"");
        assertThat(text.toString() + json + junit).doesNotContain("pw-of-shop", "pw-of-crm");
    }

    @Test
    void a_password_for_all_is_for_those_that_have_none() throws IOException {
        Files.writeString(file, Files.readString(file).replace("    password-file: crm.pw\n", ""));

        ToolRun run = command("-q").with("TIDB_PASSWORD", "pw-of-crm").run(Tool.LIMIT);
        ToolRun none = command("-q").run(Tool.LIMIT);

        assertThat(run).isEqualTo(new ToolRun(0, "OK  2 of 2 connections completed\n", ""));
        assertThat(none)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: There is no password for the connection 'crm' and no terminal to ask on; use"
                                + " --password-file, --password-stdin, TIDB_PASSWORD or, for the empty password,"
                                + " --no-password.\n"));
    }

    @Test
    void a_urls_password_is_sent_to_that_urls_host_alone() throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll("    password-file: .*\n", ""));

        ToolRun run = command("-q")
                .with("DATABASE_URL", "mysql://root:pw-of-shop@" + Tool.address(shop))
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr())
                .startsWith("tidb-client: There is no password for the connection 'crm' (the one in DATABASE_URL is for"
                        + " that URL's host alone) and no terminal to ask on; ");
        assertThat(shop.accepted() + crm.accepted()).isZero();
    }

    @Test
    void a_host_on_the_command_line_replaces_the_list() {
        ToolRun run = run("-q", "-H", Tool.address(crm), "-u", "crm_reader", "--password-file", directory + "/crm.pw");

        assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 connection completed\n", ""));
        assertThat(shop.accepted()).isZero();
    }

    @Test
    void what_has_no_effect_is_warned_of() {
        ToolRun run = command("-u", "root", "-o", "json", "--progress", "none")
                .with("TIDB_CONNECTIONS", "9")
                .with("TIDB_HOST", "127.0.0.9:1")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEqualTo("""
                tidb-client: TIDB_CONNECTIONS has no effect: the connections are listed at FILE:2.
                tidb-client: -u has no effect: each connection listed at FILE:2 has its own user.
                """.replace("FILE", file.toString()));
    }

    @Test
    void they_wait_at_the_barrier_and_are_shared_like_any_others() throws IOException {
        Path first = directory.resolve("0.json");
        Path second = directory.resolve("1.json");

        ToolRun barrier = run("-q", "--barrier", "TestingConnection");
        ToolRun tooFew = run("--barrier", "TestingConnection", "--parallel", "1");
        Files.writeString(first, run("-o", "json", "--shard", "0/2").stdout());
        Files.writeString(second, run("-o", "json", "--shard", "1/2").stdout());
        ToolRun merged = Tool.run("report", "merge", "-o", "json", first.toString(), second.toString());

        assertThat(barrier).isEqualTo(new ToolRun(0, "OK  2 of 2 connections completed\n", ""));
        assertThat(tooFew.exitCode()).isEqualTo(2);
        assertThat(tooFew.stderr()).contains("2 connections with --parallel 1 would deadlock");
        assertThat(merged.exitCode()).as(merged.toString()).isZero();
        assertThat(JSON.readTree(merged.stdout()).at("/connections"))
                .extracting(connection -> connection.get("name").asText())
                .containsExactly("shop", "crm");
    }

    @Test
    void wait_waits_for_all_of_them() {
        ToolRun run = Tool.run("wait", "-q", "--config", file.toString());

        assertThat(run).isEqualTo(new ToolRun(0, "OK  2 of 2 connections completed\n", ""));
        assertThat(List.of(shop.accepted(), crm.accepted())).containsExactly(1L, 1L);
    }

    @Test
    void a_command_for_one_server_asks_for_it() {
        ToolRun refused = Tool.run("imports", "list", "--config", file.toString());
        ToolRun named = Tool.run(
                "imports",
                "list",
                "--config",
                file.toString(),
                "-H",
                Tool.address(crm),
                "-u",
                "crm_reader",
                "--password-file",
                directory + "/crm.pw");

        assertThat(refused)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: " + file + ":2: connections: the list is for the check and for 'wait'; give this"
                                + " command a server with -H.\n"));
        assertThat(named.exitCode()).as(named.toString()).isZero();
    }

    @Test
    void show_has_each_connections_own_settings() throws IOException {
        ToolRun text = Tool.run("config", "show", "--config", file.toString());
        ToolRun json = Tool.run("config", "show", "-o", "json", "--config", file.toString());

        assertThat(text.exitCode()).as(text.toString()).isZero();
        assertThat(text.stdout()
                        .lines()
                        .map(line -> line.stripTrailing().replaceAll("(?<=\\S) +", " "))
                        .dropWhile(line -> !line.startsWith("connections"))
                        .limit(9))
                .containsExactly(
                        "connections 2 " + file + ":2",
                        "  shop: host " + Tool.address(shop) + " " + file + ":4",
                        "  shop: user shop_reader " + file + ":5",
                        "  shop: password-file " + directory.resolve("shop.pw") + " " + file + ":6",
                        "  shop: database shop,stock " + file + ":7",
                        "  crm: host " + Tool.address(crm) + " " + file + ":9",
                        "  crm: user crm_reader " + file + ":10",
                        "  crm: password-file " + directory.resolve("crm.pw") + " " + file + ":11",
                        "  crm: database crm " + file + ":12");
        JsonNode connections = JSON.readTree(json.stdout()).get("connections");
        assertThat(connections.at("/value").asText()).isEqualTo("2");
        assertThat(connections.at("/list/0/id").asText()).isEqualTo("shop");
        assertThat(connections.at("/list/1/user"))
                .isEqualTo(JSON.readTree("{\"value\": \"crm_reader\", \"origin\": \"" + file + ":10\"}"));
    }

    @Test
    void validate_lists_the_mistakes_in_it() throws IOException {
        assertThat(Tool.run("config", "validate", "--config", file.toString()))
                .isEqualTo(new ToolRun(0, "The configuration is valid.\n", ""));

        Files.writeString(file, """
                connections:
                  - id: a
                    ssl-mode: strict
                  - {id: b, host: h, port: 0}
                """);
        assertThat(Tool.run("config", "validate", "--config", file.toString(), "-u", "app"))
                .isEqualTo(new ToolRun(2, "", """
                        tidb-client: FILE:3: ssl-mode: 'strict' is not known; give disabled, preferred, required, verify-ca, verify-identity.
                        tidb-client: FILE:4: port: '0' is out of range; give 1 to 65535.
                        """.replace("FILE", file.toString())));

        Files.writeString(file, "connections:\n  - id: a\n    hots: h\n");
        assertThat(Tool.run("config", "validate", "--config", file.toString(), "-u", "app"))
                .isEqualTo(
                        new ToolRun(2, "", "tidb-client: " + file + ":3: unknown key 'hots'; did you mean 'host'?\n"));
    }

    @Test
    void init_has_an_example_that_works_without_its_hashes() throws IOException {
        ToolRun init = Tool.run("config", "init", "-");
        List<String> active = init.stdout()
                .lines()
                .filter(line -> line.startsWith("# profiles:") || line.startsWith("#   "))
                .map(line -> line.substring(2))
                .toList();
        Files.write(file, active);

        ToolRun shown = Tool.run("config", "show", "--config", file.toString(), "--profile", "each");

        assertThat(shown.exitCode()).as(shown.toString()).isZero();
        assertThat(shown.stdout()).contains("  shop: user", "  crm: ssl-mode");
    }

    private static SandboxServer server(String user, String password, String... databases) throws IOException {
        return SandboxServer.start(SandboxOptions.defaults()
                .withDatabases(
                        List.of(databases).stream().map(SandboxDatabase::of).toArray(SandboxDatabase[]::new))
                .withUsers(new SandboxUser(
                        user,
                        password,
                        List.of(databases).stream()
                                .map(database -> SandboxGrant.on(database, "SELECT"))
                                .toList())));
    }

    private void secret(String name, String password) throws IOException {
        Path path = Files.writeString(directory.resolve(name), password + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private ToolRun run(String... arguments) {
        return command(arguments).run(Tool.LIMIT);
    }

    private ToolCommand command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--config", file.toString()));
        all.addAll(List.of(arguments));
        return Tool.command(all.toArray(String[]::new));
    }

    private String masked(String text) {
        return text.replace(":" + shop.port(), ":SHOP")
                .replace(":" + crm.port(), ":CRM")
                .replaceAll(" +(MIN|P50|P90|P99|MAX)", "  $1")
                .replaceAll("\\d+\\.?\\d* ?(µs|ms|s)\\b", "TIME")
                .replaceAll("  +TIME", "  TIME");
    }
}
