package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HookWordsTest {
    private static final Programs ANY = program -> true;

    @Test
    void words_are_cut_as_a_shell_cuts_them() {
        assertThat(HookWords.of("--on-finish", "notify 'two words' \"a \\\"b\\\"\" c\\ d ''", false, ANY))
                .containsExactly("notify", "two words", "a \"b\"", "c d", "");
    }

    @Test
    void nothing_else_that_a_shell_does_is_done() {
        assertThat(HookWords.of("--on-finish", "echo $HOME * ; rm x | y", false, ANY))
                .containsExactly("echo", "$HOME", "*", ";", "rm", "x", "|", "y");
    }

    @Test
    void a_shell_gets_it_as_it_is() {
        assertThat(HookWords.of("--on-finish", "echo \"$TIDB_JOB_ID\" | wc", true, ANY))
                .containsExactly("sh", "-c", "echo \"$TIDB_JOB_ID\" | wc");
    }

    @Test
    void a_program_that_does_not_exist_is_refused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HookWords.of("--on-fail", "./alrm now", false, "./alarm"::equals))
                .withMessageStartingWith("--on-fail: './alrm' is not an executable file; ");
    }

    @Test
    void a_mistake_names_the_option() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HookWords.of("--on-fail", "echo 'x", false, ANY))
                .withMessage("--on-fail: a quote is not closed.");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HookWords.of("--on-fail", "''", false, ANY))
                .withMessageStartingWith("--on-fail: there is no command");
    }
}
