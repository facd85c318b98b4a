package io.tidbclient.output.digest;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LatenciesTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "50,50", "90,90", "99,99", "100,100"})
    void of_a_hundred_each_percentile_is_the_value_of_its_rank(int percent, int rank) {
        Latencies latencies =
                Latencies.of(Runs.connections(100, n -> Runs.completed(101 - n)), ConnectionView::roundTrip);
        assertThat(latencies.percentile(percent)).contains(Duration.ofNanos(437_000L * rank));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "50,2", "75,3", "90,4", "100,4"})
    void of_four_each_percentile_is_one_of_them(int percent, int rank) {
        Latencies latencies = Latencies.of(Runs.connections(4, Runs::completed), ConnectionView::roundTrip);
        assertThat(latencies.percentile(percent)).contains(Duration.ofNanos(437_000L * rank));
    }

    @Test
    void those_that_never_got_there_do_not_count() {
        Latencies latencies = Latencies.of(Runs.connections(4, Runs::waiting), ConnectionView::connectTime);
        assertThat(latencies.count()).isZero();
        assertThat(latencies.percentile(50)).isEmpty();
    }

    @Test
    void there_is_no_percentile_beyond_a_hundred() {
        Latencies none = Latencies.of(Runs.connections(1, Runs::waiting), ConnectionView::connectTime);
        assertThatThrownBy(() -> none.percentile(101)).hasMessage("101 is no percentile");
    }
}
