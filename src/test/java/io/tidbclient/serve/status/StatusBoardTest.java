package io.tidbclient.serve.status;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class StatusBoardTest {
    private final StatusBoard board = new StatusBoard(Instant.EPOCH);

    @Test
    void an_observer_that_fails_stays_and_the_others_are_called() {
        List<Long> before = new ArrayList<>();
        List<Long> failing = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        board.observe(update -> before.add(update.after().sequence()), Runnable::run);
        board.observe(
                update -> {
                    failing.add(update.after().sequence());
                    throw new IllegalStateException("expected by this test");
                },
                Runnable::run);
        board.observe(update -> after.add(update.after().sequence()), Runnable::run);

        board.add(new ServerEvent.TargetsConfigured(List.of("a")));
        board.add(new ServerEvent.CheckStarted("a", Instant.EPOCH));

        assertThat(before).containsExactly(1L, 2L);
        assertThat(failing).containsExactly(1L, 2L);
        assertThat(after).containsExactly(1L, 2L);
    }

    @Test
    void an_observer_without_a_thread_holds_up_nothing_and_gets_everything_in_order_later() {
        List<Runnable> waiting = new ArrayList<>();
        List<Long> slow = new ArrayList<>();
        List<Long> quick = new ArrayList<>();
        board.observe(update -> slow.add(update.after().sequence()), waiting::add);
        board.observe(update -> quick.add(update.after().sequence()), Runnable::run);

        board.add(new ServerEvent.TargetsConfigured(List.of("a")));
        board.add(new ServerEvent.CheckStarted("a", Instant.EPOCH));
        assertThat(quick).containsExactly(1L, 2L);
        assertThat(slow).isEmpty();

        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
        assertThat(slow).containsExactly(1L, 2L);
    }

    @Test
    void what_an_observer_misses_since_it_is_too_slow_is_counted() {
        board.observe(update -> {}, task -> {});

        for (int i = 0; i < 8_192 + 3; i++) {
            board.add(new ServerEvent.CheckStarted("a", Instant.EPOCH));
        }

        assertThat(board.dropped()).isEqualTo(3);
    }
}
