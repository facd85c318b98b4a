package io.tidbclient.serve.history;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunResult;
import io.tidbclient.output.Runs;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.Trend;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a day of checks leaves in memory while the database of the history is away. */
class HistoryMemoryTest {
    private static final int TARGETS = 100;
    /** Often enough to fill all that is bounded; every ten seconds leaves the same, 5.3 MB, and takes twelve times as long. */
    private static final Duration EVERY = Duration.ofMinutes(2);

    private static final long MEGABYTE = 1 << 20;

    @Test
    void a_day_of_a_hundred_targets_fits_into_8_megabytes() {
        List<String> names = IntStream.range(0, TARGETS)
                .mapToObj(number -> "target-" + number)
                .toList();
        StatusBoard board = new StatusBoard(Runs.START);
        HistoryTap tap = new HistoryTap();
        HistoryQueue queue = new HistoryQueue(History.CAPACITY);
        board.observe(update -> tap.records(update).forEach(queue::add), Runnable::run);
        board.add(new ServerEvent.TargetsConfigured(names));
        long before = used();
        long rounds = Duration.ofDays(1).dividedBy(EVERY);
        for (long round = 0; round < rounds; round++) {
            RunResult<CheckSnapshot> result = Checks.up(EVERY.multipliedBy(round));
            names.forEach(name -> board.add(new ServerEvent.CheckEnded(name, result)));
        }
        long grown = used() - before;

        assertThat(queue.size()).isEqualTo(History.CAPACITY);
        assertThat(queue.dropped()).isEqualTo(rounds * TARGETS - History.CAPACITY);
        TargetView view = board.latest().target("target-7").orElseThrow();
        assertThat(view.trend().slots()).hasSize(Trend.SLOTS);
        assertThat(view.recent()).hasSize(TargetView.MOST_RECENT);
        assertThat(grown).as("%.1f MB", grown / (double) MEGABYTE).isLessThan(8 * MEGABYTE);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
