package io.tidbclient.output.digest;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class LatencyBarsTest {
    private static Latencies of(long... millis) {
        List<Duration> all = LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
        List<ConnectionView> views = Runs.connections(millis.length, Runs::completed);
        return Latencies.of(
                views, view -> Optional.of(all.get(Integer.parseInt(view.name().substring(1)) - 1)));
    }

    @Test
    void each_interval_is_the_same_factor_wide() {
        // 1 to 10, 10 to 100, 100 to 1,000 ms
        assertThat(LatencyBars.of(of(1, 2, 4, 9, 9, 9, 20, 50, 1_000), 3)).contains("▇▃▂");
    }

    @Test
    void an_interval_without_any_is_the_lowest_bar_and_one_with_few_is_not() {
        long[] many = LongStream.concat(LongStream.generate(() -> 1).limit(999), LongStream.of(1_000))
                .toArray();

        assertThat(LatencyBars.of(of(many), 5)).contains("▇▁▁▁▂");
    }

    @Test
    void latencies_that_are_alike_have_none() {
        assertThat(LatencyBars.of(of(5, 5, 5), 5)).isEmpty();
        assertThat(LatencyBars.of(of(), 5)).isEmpty();
    }

    @Test
    void latencies_of_nanoseconds_and_hours_are_taken() {
        assertThat(LatencyBars.of(of(0, 7_200_000), 4)).contains("▇▁▁▇");
    }
}
