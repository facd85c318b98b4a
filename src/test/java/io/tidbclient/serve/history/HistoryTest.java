package io.tidbclient.serve.history;

import io.tidbclient.output.Runs;
import io.tidbclient.sandbox.MutableClock;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetPast;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimeSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {
    private final MutableClock clock = new MutableClock();
    private final TimeSource time = new TimeSource(clock, NanoClock.SYSTEM);
    private final StatusBoard board = new StatusBoard(Runs.START);
    private final FakeStore store = new FakeStore();

    @Test
    void the_past_is_read_at_the_start_and_checks_are_written_to_the_end() throws InterruptedException {
        store.past.put(
                "prod",
                new TargetPast(List.of(record(41)), Optional.of(Runs.START), Optional.empty(), List.of(), List.of()));
        History history = history();
        history.start();
        begin(history);
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        history.close();

        TargetView view = board.latest().target("prod").orElseThrow();
        assertThat(view.recent().stream().map(CheckRecord::number)).containsExactly(42L, 41L);
        assertThat(view.checks()).isEqualTo(1);
        assertThat(store.written).hasSize(1);
        assertThat(store.calls.getFirst())
                .isEqualTo("read prod %s %s".formatted(MutableClock.NOON.minus(Duration.ofDays(1)), MutableClock.NOON));
        assertThat(store.calls.getLast()).isEqualTo("close");
    }

    @Test
    void a_database_that_is_away_is_read_once_it_is_there() throws InterruptedException {
        store.away = Optional.of(FakeStore.REFUSED);
        store.past.put(
                "prod",
                new TargetPast(List.of(record(41)), Optional.of(Runs.START), Optional.empty(), List.of(), List.of()));
        try (History history = history()) {
            history.start();
            begin(history);
            assertThat(history.status().state()).isEqualTo(HistoryStatus.State.DOWN);
            assertThat(board.latest().target("prod").orElseThrow().recent()).isEmpty();

            store.away = Optional.empty();

            Awaitility.await()
                    .until(() ->
                            board.latest().target("prod").orElseThrow().recent().size() == 1);
        }
    }

    @Test
    void checks_are_written_though_the_past_of_a_target_cannot_be_read() throws InterruptedException {
        store.unreadable.put("prod", FakeStore.REFUSED);
        History history = history();
        history.start();
        begin(history);
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));

        Awaitility.await().until(() -> history.status().state() == HistoryStatus.State.UP);
        history.close();

        assertThat(store.written).hasSize(1);
    }

    @Test
    void a_database_that_hangs_delays_neither_the_start_nor_the_end_for_long() throws InterruptedException {
        store.hanging = Optional.of(new CountDownLatch(1));
        History history = history();
        long begin = time.nanos();
        history.start();
        begin(history);
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        history.close();

        assertThat(time.monotonic().since(begin)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void the_past_of_a_target_that_is_added_is_read_up_to_then() throws InterruptedException {
        store.past.put(
                "added",
                new TargetPast(List.of(record(41)), Optional.of(Runs.START), Optional.empty(), List.of(), List.of()));
        try (History history = history()) {
            history.start();
            begin(history);
            board.add(new ServerEvent.TargetsConfigured(List.of("prod", "added")));
            clock.advance(Duration.ofSeconds(90));

            var unused = history.read(List.of("added")).thenAccept(past -> past.forEach(board::add));

            Awaitility.await()
                    .until(() -> board.latest()
                                    .target("added")
                                    .orElseThrow()
                                    .recent()
                                    .size()
                            == 1);
        }
        assertThat(store.calls)
                .contains("read added %s %s".formatted(clock.instant().minus(Duration.ofDays(1)), clock.instant()))
                .containsOnlyOnce(
                        "read prod %s %s".formatted(MutableClock.NOON.minus(Duration.ofDays(1)), MutableClock.NOON));
    }

    @Test
    void a_target_that_is_added_while_the_database_is_away_is_read_once_it_is_there() throws InterruptedException {
        store.away = Optional.of(FakeStore.REFUSED);
        try (History history = history()) {
            history.start();
            CompletableFuture<List<ServerEvent.HistoryRead>> read =
                    history.read(List.of("added")).toCompletableFuture();
            assertThat(read).isNotDone();

            store.away = Optional.empty();

            assertThat(read.join()).extracting(ServerEvent.HistoryRead::target).containsExactly("added");
            assertThat(history.past().toCompletableFuture().join())
                    .extracting(ServerEvent.HistoryRead::target)
                    .containsExactly("prod");
        }
    }

    @Test
    void one_that_was_never_started_can_be_closed() {
        history().close();

        assertThat(store.calls).isEmpty();
    }

    private History history() {
        return new History(store, Duration.ofDays(30), List.of("prod"), time);
    }

    private void begin(History history) {
        board.observe(history::on, Runnable::run);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        var unused = history.past().thenAccept(past -> past.forEach(board::add));
    }

    private static CheckRecord record(long number) {
        return CheckRecord.of(number, Checks.up(Duration.ofSeconds(1)));
    }
}
