package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.time.TimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private long nanos;
    private final TimeSource time = new TimeSource(Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos);
    private final FakeStore store = new FakeStore();
    private final HistoryQueue queue = new HistoryQueue(300);
    private final HistoryHealth health = new HistoryHealth(time.wall(), queue);
    /** Always the greatest. */
    private final RandomGenerator random = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final List<String> requested = new ArrayList<>();
    private final HistoryWriter writer = new HistoryWriter(store, queue, health, Duration.ofDays(30), time, random);

    @Test
    void records_are_written_in_batches_in_their_order() {
        add(250);

        assertThat(step()).isEqualTo(Duration.ofSeconds(1));

        assertThat(store.calls).containsExactly("write 100", "write 100", "write 50");
        assertThat(store.written.stream().map(HistoryWriterTest::number))
                .startsWith(1L, 2L)
                .hasSize(250);
        assertThat(health.status()).isEqualTo(new HistoryStatus(HistoryStatus.State.UP, NOW, 0, 0, Optional.empty()));
    }

    @Test
    void records_that_the_queue_has_no_room_for_are_dropped_and_counted() {
        store.away = Optional.of(FakeStore.REFUSED);
        add(310);

        step();

        assertThat(health.status())
                .isEqualTo(new HistoryStatus(HistoryStatus.State.DOWN, NOW, 300, 10, Optional.of(FakeStore.REFUSED)));
    }

    @Test
    void nothing_is_lost_by_a_failure_and_all_is_written_once_it_has_passed() {
        store.away = Optional.of(FakeStore.REFUSED);
        add(3);
        step();
        store.away = Optional.empty();

        step();

        assertThat(store.written).hasSize(3);
        assertThat(health.status().state()).isEqualTo(HistoryStatus.State.UP);
        assertThat(health.status().failure()).contains(FakeStore.REFUSED);
    }

    @Test
    void pauses_grow_up_to_half_a_minute_and_begin_anew_after_a_success() {
        store.away = Optional.of(FakeStore.REFUSED);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(step().toSeconds());
        }
        store.away = Optional.empty();
        step();
        store.away = Optional.of(FakeStore.REFUSED);

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_batch_that_is_refused_three_times_is_dropped() {
        store.refusal = Optional.of(Failure.of(FailureKind.STATEMENT_REFUSED, "Data too long.", ""));
        add(1);
        step();
        step();
        assertThat(queue.size()).isEqualTo(1);
        step();

        assertThat(queue.size()).isZero();
        assertThat(queue.dropped()).isEqualTo(1);
    }

    @Test
    void the_third_refusal_of_a_batch_drops_only_the_records_that_are_refused() {
        store.refused = Set.of(2L, 5L);
        add(5);
        step();
        step();
        assertThat(queue.dropped()).isZero();

        step();

        assertThat(store.written.stream().map(HistoryWriterTest::number)).containsExactly(1L, 3L, 4L);
        assertThat(queue.dropped()).isEqualTo(2);
        assertThat(queue.size()).isZero();
        assertThat(health.status().state()).isEqualTo(HistoryStatus.State.UP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1290, 1836, 1792, 1114, 1021})
    void a_database_that_is_read_only_or_full_does_not_count_as_one_that_refuses(int code) {
        store.refusal = Optional.of(
                new Failure(FailureKind.UNCLASSIFIED, code, "", "HY000", "", "", "It takes no records.", "", ""));
        add(3);
        for (int i = 0; i < 10; i++) {
            step();
        }
        assertThat(queue.dropped()).isZero();
        assertThat(step()).isEqualTo(HistoryWriter.LONGEST_PAUSE);
        store.refusal = Optional.empty();

        step();

        assertThat(store.written).hasSize(3);
    }

    @Test
    void a_database_that_is_away_does_not_count_as_one_that_refuses() {
        store.refusal = Optional.of(FakeStore.REFUSED);
        add(1);
        for (int i = 0; i < 10; i++) {
            step();
        }

        assertThat(queue.dropped()).isZero();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void what_is_too_old_is_deleted_in_small_portions_and_then_every_hour() {
        store.toPrune = 2;
        step();
        assertThat(store.calls).isEmpty();
        after(Duration.ofMinutes(2));
        step();
        after(Duration.ofSeconds(5));
        step();
        after(Duration.ofMinutes(59));
        step();
        assertThat(store.calls).hasSize(2).allMatch("prune 30"::equals);
        after(Duration.ofMinutes(1));
        step();

        assertThat(store.calls).hasSize(3);
    }

    @Test
    void a_past_that_is_requested_while_a_batch_is_written_is_read_before_the_next_batch() {
        add(1);
        store.onWrite = () -> {
            store.onWrite = () -> {};
            requested.add("staging");
            add(1);
        };

        Duration unused = writer.step(() -> {
            requested.forEach(target -> store.calls.add("read " + target));
            requested.clear();
        });

        assertThat(store.calls).containsExactly("write 1", "read staging", "write 1");
    }

    @Test
    void a_past_that_is_requested_is_read_when_no_record_waits() {
        Duration unused = writer.step(() -> store.calls.add("read staging"));

        assertThat(store.calls).containsExactly("read staging");
    }

    @Test
    void an_internal_error_is_a_failure_too() {
        Duration pause = writer.step(() -> {
            throw new IllegalStateException("no");
        });

        assertThat(pause).isEqualTo(Duration.ofSeconds(1));
        assertThat(health.status().failure().orElseThrow().kind()).isEqualTo(FailureKind.DEFECT);
    }

    private Duration step() {
        return writer.step(() -> {});
    }

    private void after(Duration duration) {
        nanos += duration.toNanos();
    }

    private void add(int count) {
        for (int i = 1; i <= count; i++) {
            queue.add(new HistoryRecord.Check("prod", check(i), Optional.empty()));
        }
    }

    private static long number(HistoryRecord entry) {
        return ((HistoryRecord.Check) entry).check().number();
    }

    private static CheckRecord check(int number) {
        return new CheckRecord(
                number,
                NOW,
                Duration.ofMillis(5),
                new RunVerdict(Outcome.SUCCESS, "1 of 1 connection completed"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
