package io.tidbclient.cli;

import io.tidbclient.testing.Run;
import io.tidbclient.testing.ToolCommand;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The scripts that complete commands and options. */
class CompletionIT {
    @Test
    void bash_accepts_its_script_which_knows_commands_and_options() {
        Run run = Tool.run("completion", "bash");

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout()).contains("sandbox", "--monitor-duration", "complete -F");
        assertThat(ToolCommand.of(List.of("bash", "-n")).withInput(run.stdout()).run(Tool.LIMIT))
                .isEqualTo(new Run(0, "", ""));
    }

    @Test
    void fish_gets_lines_of_its_own_kind() {
        Run run = Tool.run("completion", "fish");

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout().lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
                .allMatch(line -> line.startsWith("complete -c tidb-client"))
                .anyMatch(line -> line.contains("-l monitor-duration"));
    }

    @Test
    void another_shell_is_a_mistake() {
        Run run = Tool.run("completion", "csh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr())
                .startsWith("tidb-client: 'csh' is not a shell this can complete for; give bash, zsh or fish.\n");
    }
}
