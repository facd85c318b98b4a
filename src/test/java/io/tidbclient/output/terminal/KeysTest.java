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
        assertThat(keys.quits()).isFalse();
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
    void q_quits_once_and_other_keys_are_taken_and_do_nothing() {
        keys.take();
        terminal.type("x\r\u001b[A");
        assertThat(keys.quits()).isFalse();

        terminal.type("xq");
        assertThat(keys.quits()).isTrue();
        terminal.type("q");
        assertThat(keys.quits()).isFalse();
    }
}
