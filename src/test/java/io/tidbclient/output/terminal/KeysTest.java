package io.tidbclient.output.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {
    private static final String UNECHOED = "-echo -icanon min 1 time 0";

    private final FakeTerminalInput terminal = new FakeTerminalInput();
    private final Keys keys = new Keys(terminal);

    @Test
    void echo_is_off_while_they_are_taken_and_the_own_modes_come_back_at_the_end() {
        keys.take();
        assertThat(terminal.modes).isEqualTo(UNECHOED);
        assertThat(keys.areTaken()).isTrue();

        keys.close();
        keys.close();

        assertThat(terminal.modes).isEqualTo("own");
        assertThat(terminal.closed).isOne();
    }

    @Test
    void the_own_modes_are_there_over_a_suspension() {
        keys.take();
        keys.giveBack();
        assertThat(terminal.modes).isEqualTo("own");
        terminal.modes = "changed meanwhile";

        keys.take();
        assertThat(terminal.modes).isEqualTo(UNECHOED);
        keys.close();

        assertThat(terminal.modes).isEqualTo("changed meanwhile");
    }

    @Test
    void in_the_background_the_modes_are_those_of_the_shell_and_stay() {
        terminal.foreground = false;
        keys.take();
        terminal.type("q");

        assertThat(keys.areTaken()).isFalse();
        assertThat(keys.typed()).isEmpty();
        keys.close();
        assertThat(terminal.modes).isEqualTo("own");
    }

    @Test
    void after_the_end_nothing_is_taken_again() {
        keys.close();
        keys.take();

        assertThat(terminal.modes).isEqualTo("own");
    }

    @Test
    void letters_blanks_and_arrows_are_keys_and_anything_else_is_none() {
        keys.take();
        terminal.type("xqQ ?sjk\r\n1");
        assertThat(keys.typed())
                .containsExactly(
                        Key.QUIT, Key.QUIT, Key.PAUSE, Key.HELP, Key.SORT, Key.DOWN, Key.UP, Key.DETAILS, Key.DETAILS);

        terminal.type("\u001b[A\u001bOB\u001b[C\u001b[1;5A\u001b[3~s");
        assertThat(keys.typed()).containsExactly(Key.UP, Key.DOWN, Key.SORT);

        terminal.type("\u001b");
        assertThat(keys.typed()).isEmpty();
        assertThat(keys.typed()).containsExactly(Key.BACK);
        assertThat(keys.typed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b|[A", "\u001b[|A", "\u001bO|A", "\u001b|[|A"})
    void an_arrow_that_arrives_in_several_reads_is_one_key(String reads) {
        keys.take();
        List<Key> typed = new ArrayList<>();
        for (String read : reads.split("\\|", -1)) {
            terminal.type(read);
            typed.addAll(keys.typed());
        }

        assertThat(typed).containsExactly(Key.UP);
        assertThat(keys.typed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u001b[", "\u001bO"})
    void the_beginning_of_a_sequence_that_nothing_follows_is_the_escape_key(String beginning) {
        keys.take();
        terminal.type("s" + beginning);

        assertThat(keys.typed()).containsExactly(Key.SORT);
        assertThat(keys.typed()).containsExactly(Key.BACK);
        assertThat(keys.typed()).isEmpty();
    }

    @Test
    void the_beginning_of_a_sequence_is_dropped_with_the_keyboard() {
        keys.take();
        terminal.type("\u001b");
        assertThat(keys.typed()).isEmpty();
        keys.giveBack();
        keys.take();

        assertThat(keys.typed()).isEmpty();
    }

    @Test
    void an_escape_before_another_key_is_a_key_of_its_own_and_a_cut_sequence_is_none() {
        keys.take();
        terminal.type("\u001bq");
        assertThat(keys.typed()).containsExactly(Key.BACK, Key.QUIT);

        terminal.type("\u001b[1;5");
        assertThat(keys.typed()).isEmpty();
        assertThat(keys.typed()).isEmpty();
        terminal.type("A");
        assertThat(keys.typed()).isEmpty();
    }
}
