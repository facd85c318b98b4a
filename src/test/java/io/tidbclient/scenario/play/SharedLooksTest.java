package io.tidbclient.scenario.play;

import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class SharedLooksTest {
    private static final Wait FIRST = new Wait(1, Set.of(2L), true, "VIEW");
    private static final Wait SECOND = new Wait(3, Set.of(4L), true, "VIEW");

    private final ManualTimer timer = new ManualTimer();
    private final SharedLooks looks = new SharedLooks(timer.clock());

    private Look look(Wait seen) {
        Instant now = timer.clock().instant();
        return new Look(List.of(seen), Set.of(), now, now);
    }

    @Test
    void who_asks_too_soon_is_told_what_was_seen_and_when() {
        Look first = looks.look(() -> look(FIRST));
        timer.advance(SharedLooks.APART.minusMillis(1));
        Look soon = looks.look(() -> look(SECOND));
        timer.advance(Duration.ofMillis(1));
        Look later = looks.look(() -> look(SECOND));

        assertThat(soon).isEqualTo(first);
        assertThat(later.waits()).containsExactly(SECOND);
        assertThat(Duration.between(first.at(), later.at())).isEqualTo(SharedLooks.APART);
    }

    @Test
    void the_server_is_left_alone_from_the_end_of_a_look() {
        Look first = looks.look(() -> {
            Look look = look(FIRST);
            timer.advance(Duration.ofMillis(60));
            return look;
        });
        timer.advance(Duration.ofMillis(60));

        assertThat(looks.look(() -> look(SECOND)).waits()).containsExactly(FIRST);
        assertThat(Duration.between(first.at(), first.next())).isEqualTo(SharedLooks.APART.plus(Duration.ofMillis(60)));
    }

    @Test
    void a_scenario_that_is_stopped_does_not_wait_for_the_look_of_another() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Throwable> stopped = new CompletableFuture<>();
        Thread other = Thread.ofVirtual()
                .start(() -> looks.look(() -> {
                    looking.countDown();
                    awaitUninterruptibly(answer);
                    return look(FIRST);
                }));
        looking.await();

        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                looks.look(() -> look(SECOND));
                stopped.complete(null);
            } catch (CancellationException e) {
                stopped.complete(e);
            }
        });
        waiting.interrupt();

        assertThat(stopped.orTimeout(10, TimeUnit.SECONDS).join()).isInstanceOf(CancellationException.class);
        answer.countDown();
        other.join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
