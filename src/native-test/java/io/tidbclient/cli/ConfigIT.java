package io.tidbclient.cli;

import io.tidbclient.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about the configuration. */
class ConfigIT {
    @TempDir
    Path directory;

    @Test
    void show_tells_where_each_value_came_from_and_masks_the_password() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "user: app\nconnections: 7\n");

        Run run = Tool.command("config", "show", "--config", file.toString(), "-u", "dba", "-n", "1")
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
                profiles:
                  staging:
                    connections: x
                """);

        Run run = Tool.run("config", "validate", "--config", file.toString());

        assertThat(run).isEqualTo(new Run(2, "", """
                tidb-client: FILE:1: port: '0' is out of range; give 1 to 65535.
                tidb-client: FILE:4: connections: 'x' is not a whole number; give 1 to 100000.
                """.replace("FILE", file.toString())));
    }

    @Test
    void init_writes_a_file_that_is_valid_and_never_overwrites_one() throws IOException {
        Path file = directory.resolve("new.yaml");

        assertThat(Tool.run("config", "init", file.toString())).isEqualTo(new Run(0, "Wrote " + file + ".\n", ""));
        assertThat(Tool.run("config", "validate", "--config", file.toString()))
                .isEqualTo(new Run(0, "The configuration is valid.\n", ""));

        Files.writeString(file, "user: precious\n");
        assertThat(Tool.run("config", "init", file.toString()))
                .isEqualTo(new Run(
                        2, "", "tidb-client: " + file + " exists already and was left as it is; name another file.\n"));
        assertThat(file).hasContent("user: precious\n");
    }
}
