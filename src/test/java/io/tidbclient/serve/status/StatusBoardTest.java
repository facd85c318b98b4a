package io.tidbclient.serve.status;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class StatusBoardTest {
    private final StatusBoard board = new StatusBoard(Instant.EPOCH);

    @Test
    void an_observer_that_fails_is_called_again_and_keeps_no_other_from_it() {
        List<Long> before = new ArrayList<>();
        List<Long> failing = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        board.observe(update -> before.add(update.after().sequence()));
        board.observe(update -> {
            failing.add(update.after().sequence());
            throw new IllegalStateException("expected by this test");
        });
        board.observe(update -> after.add(update.after().sequence()));

        board.add(new ServerEvent.TargetsConfigured(List.of("a")));
        board.add(new ServerEvent.CheckStarted("a", Instant.EPOCH));

        assertThat(before).containsExactly(1L, 2L);
        assertThat(failing).containsExactly(1L, 2L);
        assertThat(after).containsExactly(1L, 2L);
    }
}
