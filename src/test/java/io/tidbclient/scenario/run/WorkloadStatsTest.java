package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Place;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class WorkloadStatsTest {
    private static final long MILLI = 1_000_000;

    private static WorkloadStats.Fault fault(String got, long nanos) {
        return new WorkloadStats.Fault(
                new Subject(new Place("s.yaml", 1, 1), "workload: SELECT 1").failure("that it succeeds", got), nanos);
    }

    @Test
    void the_statistics_of_all_clients_are_added() {
        WorkloadStats first = new WorkloadStats();
        first.took("read", 0, 10 * MILLI, 12 * MILLI);
        first.committed("read");
        first.failed("1146", fault("late", 200));
        first.retried("1213");
        first.aborted();
        first.cut();
        first.paused();
        first.notStarted(2, 5 * MILLI);
        WorkloadStats second = new WorkloadStats();
        second.took("read", 0, 4 * MILLI, 5 * MILLI);
        second.committed("read");
        second.took("write", 20 * MILLI, 20 * MILLI, 30 * MILLI);
        second.rolledBack("write");
        second.unknown("write");
        second.failed("1146", fault("early", 100));
        second.failed("1062", fault("other", 300));
        second.retried("1213");
        second.aborted();
        second.cut();
        second.paused();
        second.notStarted(1, 5 * MILLI);
        WorkloadStats all = new WorkloadStats();

        all.add(first);
        all.add(second);

        WorkloadResult result = all.result(2, 7);
        assertThat(result.clients()).isEqualTo(2);
        assertThat(result.committed()).isEqualTo(2);
        assertThat(result.rolledBack()).isEqualTo(1);
        assertThat(result.unknown()).isEqualTo(1);
        assertThat(result.notStarted()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(Map.of("1146", 2L, "1062", 1L));
        assertThat(result.retried()).isEqualTo(Map.of("1213", 2L));
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(26));
        assertThat(result.latency().count()).isEqualTo(6);
        assertThat(result.service().count()).isEqualTo(3);
        assertThat(result.faults()).isEqualTo(new WorkloadResult.FaultCounts(7, 2, 2, 2));
        assertThat(result.shapes())
                .extracting(WorkloadResult.ShapeResult::name, WorkloadResult.ShapeResult::committed)
                .containsExactly(tuple("read", 2L), tuple("write", 0L));
        assertThat(all.fault().orElseThrow().why().got()).isEqualTo("early");
    }

    @Test
    void the_first_fault_counts_whichever_is_added_first_also_when_the_clock_overflows() {
        WorkloadStats stats = new WorkloadStats();
        stats.failed("1", fault("after the overflow", Long.MIN_VALUE + 5));
        stats.failed("2", fault("before it", Long.MAX_VALUE - 5));
        stats.failed("3", fault("at the same time", Long.MAX_VALUE - 5));

        assertThat(stats.fault().orElseThrow().why().got()).isEqualTo("before it");
    }

    @Test
    void latency_is_counted_from_when_a_transaction_was_due_and_service_from_when_it_began() {
        WorkloadStats stats = new WorkloadStats();

        stats.took("", 10 * MILLI, 30 * MILLI, 34 * MILLI);

        WorkloadResult result = stats.result(1, 0);
        assertThat(result.latency().max()).isBetween(Duration.ofMillis(24), Duration.ofMillis(25));
        assertThat(result.service().max()).isBetween(Duration.ofMillis(4), Duration.ofNanos(4_100_000));
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(4));
    }

    @Test
    void a_client_without_a_transaction_took_no_time_and_a_single_kind_is_not_listed() {
        assertThat(new WorkloadStats().result(1, 0).duration()).isZero();
        WorkloadStats one = new WorkloadStats();
        one.committed("");
        assertThat(one.result(1, 0).shapes()).isEqualTo(List.of());
        WorkloadStats instant = new WorkloadStats();
        instant.took("", 0, 5, 5);
        assertThat(instant.result(1, 0).duration()).isZero();
    }

    @Test
    void the_rate_is_of_the_transactions_that_committed() {
        WorkloadStats stats = new WorkloadStats();
        stats.took("", 0, 0, 500 * MILLI);
        stats.committed("");
        stats.committed("");
        stats.rolledBack("");

        assertThat(stats.result(1, 0).perSecond()).isEqualTo(4);
        assertThat(new WorkloadStats().result(1, 0).perSecond()).isZero();
    }
}
