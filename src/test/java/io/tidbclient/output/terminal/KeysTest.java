package io.tidbclient.output.terminal;

import org.junit.jupiter.api.Test;

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
        assertThat(keys.typed()).containsExactly(Key.BACK);
        assertThat(keys.typed()).isEmpty();
    }

    @Test
    void an_escape_before_another_key_is_a_key_of_its_own_and_a_cut_sequence_is_none() {
        keys.take();
        terminal.type("\u001bq");
        assertThat(keys.typed()).containsExactly(Key.BACK, Key.QUIT);

        terminal.type("\u001b[1;5");
        assertThat(keys.typed()).isEmpty();
    }
}
