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

    @Test
    void no_file_takes_the_place_of_an_output_that_is_closed() throws IOException {
        Path history = Files.writeString(directory.resolve("history.edn"), """
                {:type :invoke, :f :txn, :process 0, :value [[:append 1 1]]}
                {:type :ok, :f :txn, :process 0, :value [[:append 1 1]]}
                {:type :invoke, :f :txn, :process 0, :value [[:r 1 nil]]}
                {:type :ok, :f :txn, :process 0, :value [[:r 1 [1]]]}
                """);

        ToolRun run = shell("exec \"$0\" \"$@\" >&-", Tool.command("history", "convert", history.toString()))
                .run(Tool.LIMIT);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        1,
                        "",
                        "tidb-client: standard output is not complete (Bad file descriptor); make room, or send it"
                                + " elsewhere.\n"));
    }

    private static ToolCommand in(Path directory, ToolCommand tool) {
        return shell("cd '" + directory + "' && exec \"$0\" \"$@\"", tool);
    }

    private static ToolCommand shell(String script, ToolCommand tool) {
        List<String> program = new ArrayList<>(List.of("sh", "-c", script));
        program.addAll(tool.program());
        return new ToolCommand(program, tool.arguments(), tool.environment(), tool.input());
    }

    private static ToolCommand show() {
        return Tool.command("config", "show");
    }
}
