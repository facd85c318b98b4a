package io.tidbclient.output.terminal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RefreshTimerTest {
    @Test
    void ticks_on_a_daemon_thread_until_it_is_closed_and_then_the_thread_ends() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        AtomicReference<Thread> thread = new AtomicReference<>();
        RefreshTimer.Ticking ticking = RefreshTimer.onThread().every(Duration.ofMillis(1), () -> {
            thread.set(Thread.currentThread());
            three.countDown();
        });
        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.get().isDaemon()).isTrue();
        ticking.close();
        ticking.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> !thread.get().isAlive());
    }

    @Test
    void one_call_that_fails_does_not_prevent_the_next() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        RefreshTimer.Ticking ticking = RefreshTimer.onThread().every(Duration.ofMillis(1), () -> {
            three.countDown();
            throw new IllegalStateException("expected by this test");
        });

        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();

        ticking.close();
    }
}
