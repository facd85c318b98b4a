package io.tidbclient.testing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToolProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void run_has_exit_code_and_both_streams() {
        ToolRun run = shell("cat; echo \"$GREETING\" >&2; exit 3")
                .with("GREETING", "hello")
                .withInput("given")
                .run(LIMIT);

        assertThat(run).isEqualTo(new ToolRun(3, "given", "hello\n"));
    }

    @Test
    void run_prints_as_exit_code_and_both_streams() {
        assertThat(new ToolRun(1, "out", "err").toString()).contains("exit code 1", "out", "err");
    }

    @Test
    void settings_of_the_developer_do_not_reach_the_tool() {
        ToolRun run = shell("env").with("TIDB_USER", "given").run(LIMIT);

        assertThat(run.stdout().lines().filter(line -> line.startsWith("TIDB_")))
                .containsExactly("TIDB_USER=given");
    }

    @Test
    void interrupt_reaches_the_process() {
        try (ToolProcess process = shell(
                        "trap 'kill $!; echo caught; exit 130' INT; tail -f /dev/null & echo ready; wait")
                .start()) {
            process.awaitStdout(text -> text.contains("ready"), LIMIT);
            process.signal(Signal.INT);

            ToolRun run = process.await(LIMIT);

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.stdout()).isEqualTo("ready\ncaught\n");
        }
    }

    @Test
    void process_that_takes_too_long_is_killed_and_its_output_shown() {
        try (ToolProcess process = shell("echo stuck; exec tail -f /dev/null").start()) {
            process.awaitStdout(text -> text.contains("stuck"), LIMIT);

            assertThatThrownBy(() -> process.await(Duration.ofMillis(100)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("stuck");
        }
    }

    @Test
    void output_that_never_comes_fails_with_what_came() {
        try (ToolProcess process = shell("echo other").start()) {
            assertThatThrownBy(() -> process.awaitStdout(text -> text.contains("this"), LIMIT))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("other");
        }
    }

    private static ToolCommand shell(String script) {
        return ToolCommand.of(List.of("sh", "-c", script));
    }
}
