package io.tidbclient.output;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutputQueueTest {
    private static final CompletableFuture<Integer> UNLIMITED = new CompletableFuture<>();
    private static final CompletableFuture<Integer> LIMITED = CompletableFuture.completedFuture(2);

    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch reader = new CountDownLatch(1);

    @AfterEach
    void readOn() {
        reader.countDown();
    }

    @Test
    void everything_is_written_in_order_and_the_result_last() {
        try (OutputQueue queue = queue(100, Duration.ofMinutes(1))) {
            for (int i = 1; i <= 3; i++) {
                String line = "line " + i;
                queue.add(() -> written.add(line));
            }

            assertThat(queue.finish(() -> 0, () -> written.add("result"), UNLIMITED))
                    .isTrue();
        }
        assertThat(written).containsExactly("line 1", "line 2", "line 3", "result");
        assertThat(failures).isEmpty();
    }

    @Test
    void a_reader_that_takes_nothing_is_given_up_once_the_wait_is_limited() {
        try (OutputQueue queue = queue(100, Duration.ofMillis(20))) {
            queue.add(this::hang);

            assertThat(queue.finish(() -> 0, () -> written.add("result"), LIMITED))
                    .isFalse();
        }
        assertThat(written).isEmpty();
    }

    @Test
    void a_result_that_was_given_up_is_not_written_when_the_reader_continues() {
        CountDownLatch ended = new CountDownLatch(1);
        try (OutputQueue queue = queue(100, Duration.ofMillis(20))) {
            queue.add(() -> {
                hang();
                ended.countDown();
            });
            assertThat(queue.finish(() -> 0, () -> written.add("result"), LIMITED))
                    .isFalse();

            reader.countDown();
            await(ended);
        }
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("output-end")));
        assertThat(written).isEmpty();
    }

    @Test
    void a_reader_that_reads_late_misses_nothing_while_the_wait_is_not_limited() {
        try (OutputQueue queue = queue(100, Duration.ofMillis(1))) {
            queue.add(this::hang);
            queue.add(() -> written.add("line"));
            CompletableFuture<Boolean> finished =
                    CompletableFuture.supplyAsync(() -> queue.finish(() -> 0, () -> written.add("result"), UNLIMITED));
            assertThat(finished).isNotDone();

            reader.countDown();

            assertThat(finished.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        }
        assertThat(written).containsExactly("line", "result");
    }

    @Test
    void a_reader_that_takes_a_long_result_slowly_is_not_given_up() {
        try (OutputQueue queue = queue(100, Duration.ofMillis(5))) {
            AtomicLong taken = new AtomicLong();
            // Grows whenever it is looked at, as while a long result passes a slow pipe; the 20th look lets it end.
            LongSupplier slowReader = () -> {
                if (taken.incrementAndGet() == 20) {
                    reader.countDown();
                }
                return taken.get();
            };

            assertThat(queue.finish(
                            slowReader,
                            () -> {
                                hang();
                                written.add("result");
                            },
                            LIMITED))
                    .isTrue();
        }
        assertThat(written).containsExactly("result");
    }

    @Test
    void what_finds_the_queue_full_is_left_out_and_counted_but_never_the_result() {
        try (OutputQueue queue = queue(2, Duration.ofMinutes(1))) {
            CountDownLatch begun = new CountDownLatch(1);
            queue.add(() -> {
                begun.countDown();
                hang();
            });
            await(begun);
            for (int i = 1; i <= 5; i++) {
                String line = "line " + i;
                queue.add(() -> written.add(line));
            }
            reader.countDown();

            assertThat(queue.finish(() -> 0, () -> written.add("result"), UNLIMITED))
                    .isTrue();
            assertThat(queue.dropped()).isEqualTo(3);
        }
        assertThat(written).containsExactly("line 1", "line 2", "result");
    }

    @Test
    void what_comes_after_the_end_is_left_out_and_not_counted() {
        try (OutputQueue queue = queue(100, Duration.ofMinutes(1))) {
            // As a refresh that is under way when the result is written.
            boolean finished = queue.finish(
                    () -> 0,
                    () -> {
                        queue.add(() -> written.add("refresh"));
                        written.add("result with " + queue.dropped());
                    },
                    UNLIMITED);

            assertThat(finished).isTrue();
            assertThat(queue.dropped()).isZero();
        }
        assertThat(written).containsExactly("result with 0");
    }

    @Test
    void a_write_that_throws_is_reported_once_and_only_the_result_follows_it() {
        IllegalStateException defect = new IllegalStateException("expected by this test");
        try (OutputQueue queue = queue(100, Duration.ofMinutes(1))) {
            for (int i = 0; i < 2; i++) {
                queue.add(() -> {
                    throw defect;
                });
            }
            queue.add(() -> written.add("line"));

            assertThat(queue.finish(() -> 0, () -> written.add("result"), UNLIMITED))
                    .isTrue();
            assertThat(queue.failed()).isTrue();
        }
        assertThat(failures).containsExactly(defect);
        assertThat(written).containsExactly("result");
    }

    @Test
    void a_result_that_cannot_be_written_is_thrown_to_who_finishes() {
        IllegalStateException defect = new IllegalStateException("expected by this test");
        try (OutputQueue queue = queue(100, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> queue.finish(
                            () -> 0,
                            () -> {
                                throw defect;
                            },
                            UNLIMITED))
                    .isSameAs(defect);
        }
    }

    private OutputQueue queue(int capacity, Duration patience) {
        return new OutputQueue(capacity, patience, failures::add);
    }

    private void hang() {
        await(reader);
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
