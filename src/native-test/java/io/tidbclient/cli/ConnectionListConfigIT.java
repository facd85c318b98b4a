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

/** What the commands about the configuration say of connections that the YAML file lists. */
@Thorough
class ConnectionListConfigIT {
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
                        "  shop: host " + Tool.address(servers.shop()) + " " + file + ":4",
                        "  shop: user shop_reader " + file + ":5",
                        "  shop: password-file " + directory.resolve("shop.pw") + " " + file + ":6",
                        "  shop: database shop,stock " + file + ":7",
                        "  crm: host " + Tool.address(servers.crm()) + " " + file + ":9",
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
}
