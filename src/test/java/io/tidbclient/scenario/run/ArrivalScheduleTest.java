package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Workload;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Times are milliseconds since the beginning. */
class ArrivalScheduleTest {
    private static final long START = -7_000_000_000L;

    private static Workload workload(String keys) {
        return TestScripts.one("scenario: s\nsessions: {g: {count: 4}}\nworkload:\n  session: g\n"
                        + "  transaction: SELECT 1\n" + keys.indent(2))
                .workload()
                .orElseThrow();
    }

    private static ArrivalSchedule arrivals(String keys, int number) {
        return new ArrivalSchedule(workload(keys).pace(), number, 4, START);
    }

    private static long at(long millis) {
        return START + millis * 1_000_000;
    }

    private static List<Long> due(ArrivalSchedule arrivals, int turns) {
        return LongStream.range(0, turns)
                .map(turn -> (arrivals.due(turn, at(0)) - START) / 1_000_000)
                .boxed()
                .toList();
    }

    @Test
    void clients_take_turns_at_the_rate_of_all() {
        assertThat(due(arrivals("for: 10s\nrate: 8", 0), 3)).containsExactly(0L, 500L, 1000L);
        assertThat(due(arrivals("for: 10s\nrate: 8", 3), 3)).containsExactly(375L, 875L, 1375L);
    }

    @Test
    void a_client_that_begins_later_has_nothing_to_catch_up_with() {
        assertThat(due(arrivals("for: 60s\nrate: 8\nramp-up: 40s", 3), 3)).containsExactly(30_375L, 30_875L, 31_375L);
    }

    @Test
    void a_clients_share_or_its_time_ends_it() {
        ArrivalSchedule share = arrivals("transactions: 6\nrate: 8", 1);
        assertThat(share.isOver(1, at(99_000))).isFalse();
        assertThat(share.isOver(2, at(0))).isTrue();

        ArrivalSchedule time = arrivals("for: 1s\nrate: 8", 0);
        assertThat(time.isOver(1, at(999))).isFalse();
        assertThat(time.isOver(2, at(0))).isTrue();
        assertThat(time.isOver(0, at(1000))).isTrue();
    }

    @Test
    void what_was_due_and_not_started_counts_as_late_as_it_was() {
        WorkloadStats stats = new WorkloadStats();
        // Of 0, 500 … 9500 the first was taken, and took 12 s.
        stats.took("", at(0), at(0), at(12_000));
        arrivals("for: 10s\nrate: 8", 0).late(1, at(12_000), stats);

        WorkloadResult result = stats.result(4, 0);

        assertThat(result.notStarted()).isEqualTo(19);
        assertThat(result.service().count()).isEqualTo(1);
        assertThat(result.latency().count()).isEqualTo(20);
        assertThat(result.latency().p50().toMillis()).isBetween(6_990L, 7_510L);
    }

    @Test
    void what_a_client_that_gave_up_has_not_started_is_as_late_as_at_the_end() {
        WorkloadStats stats = new WorkloadStats();
        // Of 0, 500 … 9500 none was taken: the client gave up after 3 s.
        arrivals("for: 10s\nrate: 8", 0).late(0, at(3_000), stats);

        WorkloadResult result = stats.result(4, 0);

        assertThat(result.notStarted()).isEqualTo(20);
        assertThat(result.latency().p50().toMillis()).isBetween(4_990L, 5_510L);
        assertThat(result.latency().max().toMillis()).isBetween(9_990L, 10_010L);
    }

    @Test
    void nothing_is_late_without_a_rate_or_when_all_were_started() {
        WorkloadStats stats = new WorkloadStats();
        arrivals("for: 10s", 0).late(1, at(12_000), stats);
        arrivals("transactions: 100\nrate: 8", 0).late(1, at(12_000), stats);
        arrivals("for: 10s\nrate: 8", 0).late(20, at(12_000), stats);

        assertThat(stats.result(4, 0).notStarted()).isZero();
    }

    @Test
    void billions_that_are_late_are_counted_without_looking_at_each() {
        WorkloadStats stats = new WorkloadStats();
        arrivals("for: 24h\nrate: 1000000", 0).late(0, at(86_400_000), stats);

        WorkloadResult result = stats.result(4, 0);

        assertThat(result.notStarted()).isEqualTo(86_400L * 250_000);
        assertThat(result.latency().count()).isEqualTo(86_400L * 250_000);
        assertThat(result.latency().p50().toHours()).isBetween(11L, 12L);
    }

    @Test
    void so_many_that_are_late_are_counted_exactly() {
        WorkloadStats stats = new WorkloadStats();
        arrivals("for: 25s\nrate: 40001", 0).late(0, at(25_000), stats);

        assertThat(stats.result(4, 0).notStarted()).isEqualTo(250_007);
        assertThat(stats.result(4, 0).latency().count()).isEqualTo(250_007);
    }
}
