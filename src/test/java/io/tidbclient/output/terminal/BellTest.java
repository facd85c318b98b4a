package io.tidbclient.output.terminal;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class BellTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void it_rings_once_at_the_end() {
        Bell bell = new Bell(terminal, true);
        bell.polled(false);
        bell.ended();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\u0007");
    }

    @Test
    void a_job_that_ends_rings_and_the_end_right_after_it_does_not_ring_again() {
        Bell bell = new Bell(terminal, true);
        bell.polled(true);
        bell.polled(false);
        bell.polled(true);
        bell.ended();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\u0007\u0007");
    }

    @Test
    void off_a_terminal_it_is_silent() {
        Bell bell = new Bell(terminal, false);
        bell.polled(true);
        bell.ended();

        assertThat(written.size()).isZero();
    }
}
