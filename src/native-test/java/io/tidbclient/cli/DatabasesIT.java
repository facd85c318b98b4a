package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Several databases in one check. */
@Thorough
class DatabasesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults()
                .withDatabases(
                        SandboxDatabase.of("shop"),
                        SandboxDatabase.of("crm"),
                        SandboxDatabase.of("stock"),
                        SandboxDatabase.of("a,b"))
                .withUsers(
                        SandboxUser.root(""),
                        new SandboxUser(
                                "app",
                                "",
                                List.of(
                                        SandboxGrant.on("shop", "ALL PRIVILEGES"),
                                        SandboxGrant.on("stock", "SELECT")))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void each_has_a_line_in_the_order_given() {
        ToolRun run = Tool.command(check("app", "-d", "stock,shop", "-d", "stock", "-n", "2"))
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("""
                  database     stock; read: yes, write: NO, create: NO
                  database     shop; read: yes, write: yes, create: yes
                  import jobs  none
                """);
    }

    @Test
    void a_name_with_a_comma_stands_in_backquotes() {
        ToolRun run = Tool.command(check("root", "-d", "`a,b`,crm")).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("""
                  database     a,b; read: yes, write: yes, create: yes
                  database     crm; read: yes, write: yes, create: yes
                """);
    }

    @Test
    void one_that_is_denied_ends_the_connection_and_those_before_it_are_shown() {
        ToolRun run = Tool.command(check("app", "-d", "shop,crm,stock")).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(masked(run.stdout())).isEqualTo("""
                127.0.0.1:PORT
                  connections  1: 1 FAILED
                  answered by  sandbox:PORT
                  user         app@%
                  TLS          none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                  database     shop; read: yes, write: yes, create: yes

                latency  connect TIME, first round trip TIME

                FAILED while checking databases  c1
                  127.0.0.1:PORT does not let user 'app' do this: Access denied for user 'app'@'%' to database 'crm' (1044 ER_DBACCESS_DENIED_ERROR).
                  → Grant the user what it needs, or check the name of the database: a user without privileges on a database cannot see whether it exists.

                FAILED (exit 4)  0 of 1 connection completed, 1 failed
                """);
    }

    @Test
    void one_that_is_missing_is_named_in_json_beside_those_that_were_found() throws IOException {
        ToolRun run =
                Tool.command(check("root", "-d", "shop,nowhere", "-o", "json")).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        JsonNode connection = JSON.readTree(run.stdout()).at("/connections/0");
        assertThat(connection.at("/database/name").asText()).isEqualTo("shop");
        assertThat(connection.at("/databases").findValuesAsText("name")).containsExactly("shop");
        assertThat(connection.at("/failure/code").asInt()).isEqualTo(1049);
        assertThat(connection.at("/failure/sentence").asText()).endsWith("Unknown database 'nowhere'");
    }

    @Test
    void a_kept_report_shows_them_again() throws IOException {
        Path file = directory.resolve("report.json");
        ToolRun json =
                Tool.command(check("root", "-d", "shop,crm", "-o", "json")).run(Tool.LIMIT);
        Files.writeString(file, json.stdout());

        ToolRun shown = Tool.run("report", "show", file.toString());

        assertThat(shown.exitCode()).as(shown.toString()).isZero();
        assertThat(shown.stdout()).contains("""
                  database     shop; read: yes, write: yes, create: yes
                  database     crm; read: yes, write: yes, create: yes
                """);
    }

    @Test
    void a_variable_and_a_file_name_several_too() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "database:\n  - shop\n  - '`a,b`'\n");

        ToolRun variable = Tool.command(check("root", "-o", "ndjson"))
                .with("TIDB_DB_NAME", "crm, stock")
                .run(Tool.LIMIT);
        ToolRun yaml = Tool.command(check("root", "-o", "ndjson", "--config", file.toString()))
                .run(Tool.LIMIT);

        assertThat(verified(variable)).containsExactly("crm", "stock");
        assertThat(verified(yaml)).containsExactly("shop", "a,b");
    }

    @Test
    void an_import_into_a_table_without_its_database_needs_a_single_one() {
        String statement = "IMPORT INTO orders FROM 's3://bucket/done.csv'";

        ToolRun several =
                Tool.command(imports("start", "-d", "shop,crm", statement)).run(Tool.LIMIT);
        ToolRun named = Tool.command(
                        imports("start", "-q", "-d", "shop,crm", statement.replace("orders", "crm.orders")))
                .run(Tool.LIMIT);

        assertThat(several)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: -d/--database: with several databases, the table orders could be in any of them;"
                                + " give one, or write the table as database.table.\n"));
        assertThat(named).isEqualTo(new ToolRun(0, "1\n", ""));
    }

    @Test
    void the_other_commands_about_import_jobs_verify_each() {
        ToolRun listed = Tool.command(imports("list", "-d", "shop,crm")).run(Tool.LIMIT);
        ToolRun failed = Tool.command(imports("list", "-d", "shop,nowhere")).run(Tool.LIMIT);

        assertThat(listed.exitCode()).as(listed.toString()).isZero();
        assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(4);
        assertThat(failed.toString()).contains("Unknown database 'nowhere'");
    }

    private List<String> verified(ToolRun run) throws IOException {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        List<String> names = new ArrayList<>();
        for (String line : run.stdout().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("finding").asText().equals("database-verified")) {
                names.add(event.at("/database/name").asText());
            }
        }
        return names;
    }

    private String[] check(String user, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-H", Tool.address(server), "-u", user, "--no-password", "-t", "0"));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private String[] imports(String... arguments) {
        List<String> all = new ArrayList<>(List.of("imports"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-H", Tool.address(server), "-u", "root", "--no-password"));
        return all.toArray(String[]::new);
    }

    private String masked(String text) {
        return text.replace(":" + server.port(), ":PORT").replaceAll("\\d+\\.?\\d* (µs|ms|s)\\b", "TIME");
    }
}
