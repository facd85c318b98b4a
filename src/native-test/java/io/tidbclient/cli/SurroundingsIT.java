package io.tidbclient.cli;

import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The tool reads what its documentation names, and nothing else of the directory and the environment it is called in. */
class SurroundingsIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {".env", "config/application.properties", "application.properties"})
    void files_of_other_programs_in_the_working_directory_are_not_read(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "P=abc\\ude\nquarkus.log.level=TRACE\nQUARKUS_LOG_LEVEL=TRACE\nTIDB_USER=from-file\n");

        ToolRun run = in(directory, show()).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).doesNotContain("from-file");
        assertThat(run.stderr()).isEmpty();
    }

    @Test
    void variables_of_the_framework_are_not_obeyed() {
        ToolRun run = show().with("QUARKUS_LOG_LEVEL", "TRACE")
                .with("QUARKUS_LOG_CONSOLE_FORMAT", "%x")
                .with("QUARKUS_DATASOURCE_ACTIVE", "true")
                .with("QUARKUS_PROFILE", "dev")
                .with("SMALLRYE_CONFIG_LOCATIONS", "/nonexistent/x.properties")
                .with("QUARKUS_BANNER_ENABLED", "neither")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
    }

    private static ToolCommand in(Path directory, ToolCommand tool) {
        List<String> program = new ArrayList<>(List.of("sh", "-c", "cd '" + directory + "' && exec \"$0\" \"$@\""));
        program.addAll(tool.program());
        return new ToolCommand(program, tool.arguments(), tool.environment(), tool.input());
    }

    private static ToolCommand show() {
        return Tool.command("config", "show");
    }
}
