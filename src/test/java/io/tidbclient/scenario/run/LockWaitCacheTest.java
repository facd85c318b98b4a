package io.tidbclient.scenario.run;

import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LockWaitCacheTest {
    private static final LockWait FIRST = new LockWait(1, Set.of(2L), true, "VIEW");
    private static final LockWait SECOND = new LockWait(3, Set.of(4L), true, "VIEW");

    private final ManualTimer timer = new ManualTimer();
    private final LockWaitCache lockWaits = new LockWaitCache(timer::nanoTime, new SplittableRandom(1));

    private LockWaitSnapshot snapshot(LockWait seen, Duration took) {
        long now = timer.nanoTime();
        timer.advance(took);
        long next = timer.nanoTime() + lockWaits.interval(false).toNanos();
        return new LockWaitSnapshot(List.of(seen), Set.of(), Set.of(), now, next);
    }

    private LockWaitSnapshot snapshot(LockWait seen) {
        return snapshot(seen, Duration.ZERO);
    }

    @Test
    void after_a_stale_answer_the_next_poll_comes_at_a_time_of_its_own() {
        List<Duration> intervals =
                Stream.generate(() -> lockWaits.interval(true)).limit(50).toList();

        assertThat(intervals)
                .allSatisfy(interval -> assertThat(interval)
                        .isBetween(LockWaitCache.MIN_INTERVAL, LockWaitCache.MIN_INTERVAL.multipliedBy(4)));
        assertThat(Set.copyOf(intervals)).hasSizeGreaterThan(10);
    }

    @Test
    void an_early_request_gets_the_last_snapshot_and_its_time() {
        LockWaitSnapshot first = lockWaits.snapshot(() -> snapshot(FIRST));
        timer.advance(LockWaitCache.MIN_INTERVAL.minusMillis(1));
        LockWaitSnapshot soon = lockWaits.snapshot(() -> snapshot(SECOND));
        timer.advance(Duration.ofMillis(1));
        LockWaitSnapshot later = lockWaits.snapshot(() -> snapshot(SECOND));

        assertThat(soon).isEqualTo(first);
        assertThat(later.lockWaits()).containsExactly(SECOND);
        assertThat(Duration.ofNanos(later.at() - first.at())).isEqualTo(LockWaitCache.MIN_INTERVAL);
    }

    @Test
    void the_interval_counts_from_the_end_of_a_poll() {
        LockWaitSnapshot first = lockWaits.snapshot(() -> snapshot(FIRST, Duration.ofMillis(60)));
        timer.advance(Duration.ofMillis(60));

        assertThat(lockWaits.snapshot(() -> snapshot(SECOND)).lockWaits()).containsExactly(FIRST);
        assertThat(Duration.ofNanos(first.next() - first.at()))
                .isEqualTo(LockWaitCache.MIN_INTERVAL.plus(Duration.ofMillis(60)));
    }

    @Test
    void a_scenario_that_is_stopped_does_not_wait_for_the_poll_of_another() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Throwable> stopped = new CompletableFuture<>();
        Thread other = Thread.ofVirtual()
                .start(() -> lockWaits.snapshot(() -> {
                    looking.countDown();
                    awaitUninterruptibly(answer);
                    return snapshot(FIRST);
                }));
        looking.await();

        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                lockWaits.snapshot(() -> snapshot(SECOND));
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

    @Test
    void one_that_is_interrupted_before_it_has_the_lock_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> lockWaits.snapshot(() -> snapshot(FIRST)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the scenario was stopped");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void another_scenario_reads_when_one_has_read() {
        assertThat(lockWaits.snapshot(() -> snapshot(FIRST)).lockWaits()).containsExactly(FIRST);

        assertThat(CompletableFuture.supplyAsync(() -> lockWaits.snapshot(() -> snapshot(SECOND))))
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(shared -> assertThat(shared.lockWaits()).containsExactly(FIRST));
    }
}
