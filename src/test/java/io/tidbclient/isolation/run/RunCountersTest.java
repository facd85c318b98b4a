package io.tidbclient.isolation.run;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RunCountersTest {
    @Test
    void outages_are_counted_by_server_and_added_up() {
        RunCounters counters = new RunCounters(List.of("a:4000", "b:4000"));
        counters.outages(0).begin(0);
        counters.outages(1).begin(5);
        counters.outages(0).end(10);
        counters.outages(1).end(25);
        counters.outages(1).begin(100);
        counters.outages(1).end(101);

        RunCounters.Counts counts = counters.counts();

        assertThat(counts.servers())
                .containsExactly(
                        new ServerOutages("a:4000", 1, Duration.ofNanos(10)),
                        new ServerOutages("b:4000", 2, Duration.ofNanos(21)));
        assertThat(counts.outages()).isEqualTo(3);
        assertThat(counts.unreachable()).isEqualTo(Duration.ofNanos(31));
    }
}
