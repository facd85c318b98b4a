package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HookWordsTest {
    @Test
    void words_are_cut_as_a_shell_cuts_them() {
        assertThat(HookWords.of("--on-finish", "notify 'two words' \"a \\\"b\\\"\" c\\ d ''", false))
                .containsExactly("notify", "two words", "a \"b\"", "c d", "");
    }

    @Test
    void nothing_else_that_a_shell_does_is_done() {
        assertThat(HookWords.of("--on-finish", "echo $HOME * ; rm x | y", false))
                .containsExactly("echo", "$HOME", "*", ";", "rm", "x", "|", "y");
    }

    @Test
    void a_shell_gets_it_as_it_is() {
        assertThat(HookWords.of("--on-finish", "echo \"$TIDB_JOB_ID\" | wc", true))
                .containsExactly("sh", "-c", "echo \"$TIDB_JOB_ID\" | wc");
    }

    @Test
    void a_mistake_names_the_option() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HookWords.of("--on-fail", "echo 'x", false))
                .withMessage("--on-fail: a quote is not closed.");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HookWords.of("--on-fail", "''", false))
                .withMessageStartingWith("--on-fail: there is no command");
    }
}
