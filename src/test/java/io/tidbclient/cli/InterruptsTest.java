package io.tidbclient.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptsTest {
    private long now;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Integer> heard = new ArrayList<>();
    private final List<Integer> halted = new ArrayList<>();
    private final Interrupts interrupts = new Interrupts(
            new ProcessEnvironment() {
                @Override
                public PrintStream err() {
                    return new PrintStream(printed, true, StandardCharsets.UTF_8);
                }
            },
            () -> now,
            halted::add);

    @BeforeEach
    void listen() {
        interrupts.listen(heard::add);
        interrupts.reportUnfinished(() -> List.of("database d", "user u"));
    }

    @Test
    void first_signal_goes_to_the_command() {
        interrupts.arrived(TerminationSignal.HUP);

        assertThat(heard).containsExactly(1);
        assertThat(halted).isEmpty();
        assertThat(interrupts.first()).hasValue(1);
    }

    @Test
    void a_hangup_that_asks_for_the_configuration_interrupts_nothing_and_leaves_the_next_signal_the_first() {
        List<String> asked = new ArrayList<>();
        interrupts.onHangup(() -> asked.add("again"));

        interrupts.arrived(TerminationSignal.HUP);
        interrupts.arrived(TerminationSignal.HUP);
        pass(Duration.ofHours(1));
        interrupts.arrived(TerminationSignal.TERM);
        pass(Duration.ofMillis(30));
        interrupts.arrived(TerminationSignal.TERM);

        assertThat(asked).containsExactly("again", "again");
        assertThat(heard).containsExactly(15);
        assertThat(halted).isEmpty();
    }

    @Test
    void one_press_that_arrives_twice_does_not_skip_the_clean_up() {
        interrupts.arrived(TerminationSignal.INT);
        pass(Duration.ofMillis(30));
        interrupts.arrived(TerminationSignal.INT);
        pass(Interrupts.SAME_PRESS.minusMillis(30));
        interrupts.arrived(TerminationSignal.TERM);

        assertThat(heard).containsExactly(2);
        assertThat(halted).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void later_signal_ends_the_process_and_names_what_is_left() {
        interrupts.arrived(TerminationSignal.INT);
        pass(Interrupts.SAME_PRESS.plusNanos(1));
        interrupts.arrived(TerminationSignal.TERM);

        assertThat(halted).containsExactly(143);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("tidb-client: interrupted again; ended before the clean-up was complete;"
                        + " still on the server: database d, user u.\n");
    }

    @Test
    void hangup_never_skips_the_clean_up() {
        interrupts.arrived(TerminationSignal.HUP);
        pass(Duration.ofSeconds(10));
        interrupts.arrived(TerminationSignal.HUP);

        assertThat(heard).containsExactly(1);
        assertThat(halted).isEmpty();
    }

    @Test
    void signal_that_no_command_listens_to_ends_the_process() {
        Interrupts unheard = new Interrupts(new ProcessEnvironment(), () -> now, halted::add);

        unheard.arrived(TerminationSignal.HUP);

        assertThat(halted).containsExactly(129);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
