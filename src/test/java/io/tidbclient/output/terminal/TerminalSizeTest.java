package io.tidbclient.output.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalSizeTest {
    private final Deque<Optional<Screen.Size>> answers = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 500_000_000L;
    private final TerminalSize size = new TerminalSize(() -> now, answers::removeFirst);

    @Test
    void asks_again_after_a_second_and_not_before() {
        answers.addAll(List.of(Optional.of(new Screen.Size(80, 24)), Optional.of(new Screen.Size(200, 50))));
        assertThat(size.get()).isEqualTo(new Screen.Size(80, 24));
        now += 1_000 * 1_000_000L;
        assertThat(size.get()).isEqualTo(new Screen.Size(80, 24));
        now += 1 * 1_000_000L;
        assertThat(size.get()).isEqualTo(new Screen.Size(200, 50));
        assertThat(answers).isEmpty();
    }

    @Test
    void keeps_the_last_size_when_there_is_no_answer() {
        answers.addAll(List.of(Optional.of(new Screen.Size(132, 43)), Optional.empty()));
        size.get();
        now += 2 * 1_000_000_000L;
        assertThat(size.get()).isEqualTo(new Screen.Size(132, 43));
    }

    @Test
    void a_terminal_that_never_answers_has_the_usual_size() {
        answers.add(Optional.empty());
        assertThat(size.get()).isEqualTo(new Screen.Size(80, 24));
    }

    @Test
    void reads_rows_before_columns() {
        assertThat(TerminalSize.parse("24 80\n")).contains(new Screen.Size(80, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "24", "24 80 1", "24 -80", "a b", "stty: standard input: Not a tty"})
    void takes_nothing_else_for_a_size(String answer) {
        assertThat(TerminalSize.parse(answer)).isEmpty();
    }
}
