package io.tidbclient.serve.history;

import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryHealthTest {
    private final HistoryHealth health = new HistoryHealth(InstantSource.fixed(Runs.START), new HistoryQueue(1));

    @Test
    void each_change_is_logged_once_and_without_the_lock() {
        List<Boolean> locked = new ArrayList<>();
        try (CapturedLog log = new CapturedLog(() -> locked.add(Thread.holdsLock(health)))) {
            health.succeeded();
            health.failed(FakeStore.REFUSED);
            health.failed(FakeStore.REFUSED);
            health.succeeded();
            health.succeeded();

            assertThat(log.messages())
                    .containsExactly(
                            "The history cannot be used: " + FakeStore.REFUSED.sentence(),
                            "The history is written again; 0 records have been dropped so far.");
        }
        assertThat(locked).containsExactly(false, false);
        assertThat(health.status().failure()).contains(FakeStore.REFUSED);
    }
}
