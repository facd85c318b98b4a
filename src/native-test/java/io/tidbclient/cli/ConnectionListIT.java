package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that the YAML file lists: two servers, each with a user and a password of its own. */
@Thorough
class ConnectionListIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private ListedServers servers;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        servers = new ListedServers(directory);
        file = servers.file();
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void each_is_checked_on_its_server_as_its_user() {
        ToolRun run = servers.run();

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(servers.masked(run.stdout())).isEqualTo("""
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
        assertThat(servers.masked(run.stderr()))
                .contains("  checking 127.0.0.1:SHOP with 1 connection\n", "  shop  127.0.0.1:SHOP  connected in ")
                .contains("  checking 127.0.0.1:CRM with 1 connection\n", "  crm  127.0.0.1:CRM  connected in ")
                .doesNotContain("pw-of");
    }

    @Test
    void one_that_fails_is_called_by_its_id_and_the_others_are_checked() throws IOException {
        servers.secret("crm.pw", "wrong");

        ToolRun text = servers.run();
        ToolRun json = servers.run("-o", "json");
        ToolRun junit = servers.run("-o", "junit");

        assertThat(text.exitCode()).as(text.toString()).isEqualTo(1);
        assertThat(servers.masked(text.stdout())).endsWith("""
                FAILED while connecting  crm
                  127.0.0.1:CRM refused user 'crm_reader': Access denied for user 'crm_reader'@'127.0.0.1' (using password: YES) (1045 ER_ACCESS_DENIED_ERROR).
                  → Check user and password, and from which hosts the user may come. If the user must use TLS, add --ssl-mode required.

                FAILED (exit 1)  1 of 2 connections completed, 1 failed
                """);
        JsonNode report = JSON.readTree(json.stdout());
        assertThat(report.at("/connections").findValuesAsText("target"))
                .containsExactly(Tool.address(servers.shop()), Tool.address(servers.crm()));
        assertThat(report.at("/connections/0/name").asText()).isEqualTo("shop");
        assertThat(report.at("/connections/0/databases")).hasSize(2);
        assertThat(report.at("/connections/1/name").asText()).isEqualTo("crm");
        assertThat(report.at("/connections/1/failure/kind").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(servers.masked(junit.stdout()))
                .contains("name=\"127.0.0.1:SHOP#shop\"", "name=\"127.0.0.1:CRM#crm\"");
        assertThat(text.toString() + json + junit).doesNotContain("pw-of-shop", "pw-of-crm");
    }

    @Test
    void a_password_for_all_is_for_those_that_have_none() throws IOException {
        Files.writeString(file, Files.readString(file).replace("    password-file: crm.pw\n", ""));

        ToolRun run = servers.command("-q").with("TIDB_PASSWORD", "pw-of-crm").run(Tool.LIMIT);
        ToolRun none = servers.command("-q").run(Tool.LIMIT);

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

        ToolRun run = servers.command("-q")
                .with("DATABASE_URL", "mysql://root:pw-of-shop@" + Tool.address(servers.shop()))
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr())
                .startsWith("tidb-client: There is no password for the connection 'crm' (the one in DATABASE_URL is for"
                        + " that URL's host alone) and no terminal to ask on; ");
        assertThat(servers.shop().accepted() + servers.crm().accepted()).isZero();
    }

    @Test
    void a_host_on_the_command_line_replaces_the_list() {
        ToolRun run = servers.run(
                "-q", "-H", Tool.address(servers.crm()), "-u", "crm_reader", "--password-file", directory + "/crm.pw");

        assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 connection completed\n", ""));
        assertThat(servers.shop().accepted()).isZero();
    }

    @Test
    void what_has_no_effect_is_warned_of() {
        ToolRun run = servers.command("-u", "root", "-o", "json", "--progress", "none")
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

        ToolRun barrier = servers.run("-q", "--barrier", "TestingConnection");
        ToolRun tooFew = servers.run("--barrier", "TestingConnection", "--parallel", "1");
        Files.writeString(first, servers.run("-o", "json", "--shard", "0/2").stdout());
        Files.writeString(second, servers.run("-o", "json", "--shard", "1/2").stdout());
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
        assertThat(List.of(servers.shop().accepted(), servers.crm().accepted())).containsExactly(1L, 1L);
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
                Tool.address(servers.crm()),
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
}
