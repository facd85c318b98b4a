package io.tidbclient.cli.completion;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CommandWordsTest {
    @Test
    void the_last_word_is_the_one_that_is_typed() {
        assertThat(CommandWords.of("tidb-client run iso")).isEqualTo(new CommandWords(List.of("run"), "iso"));
        assertThat(CommandWords.of("tidb-client run ")).isEqualTo(new CommandWords(List.of("run"), ""));
    }

    @Test
    void blanks_in_quotes_and_after_a_backslash_belong_to_the_word() {
        assertThat(CommandWords.of("tidb-client --config 'my file' -u \"a b\" -d c\\ d "))
                .isEqualTo(new CommandWords(List.of("--config", "my file", "-u", "a b", "-d", "c d"), ""));
    }

    @Test
    void a_quote_that_is_still_open_is_part_of_what_is_typed() {
        assertThat(CommandWords.of("tidb-client --profile 'stag"))
                .isEqualTo(new CommandWords(List.of("--profile"), "stag"));
    }

    @Test
    void variables_before_the_program_are_none_of_its_words() {
        assertThat(CommandWords.of("TIDB_USER=root A=b ./tidb-client run "))
                .isEqualTo(new CommandWords(List.of("run"), ""));
    }

    @Test
    void the_program_alone_has_no_words() {
        assertThat(CommandWords.of("tidb-client")).isEqualTo(new CommandWords(List.of(), "tidb-client"));
        assertThat(CommandWords.of("")).isEqualTo(new CommandWords(List.of(), ""));
    }
}
