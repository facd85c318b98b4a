package io.tidbclient.serve.page;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.Trend;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SparklineTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void no_check_no_chart() {
        assertThat(new Sparkline(Trend.EMPTY).html()).isEmpty();
    }

    @Test
    void latest_slot_is_at_the_right_and_a_gap_stays_a_gap() {
        Trend trend = Trend.EMPTY.with(up(0, 10)).with(up(5, 20)).with(up(15, 5));

        assertThat(new Sparkline(trend).html())
                .contains("<path class=\"trend\" d=\"M284 20.5L285 2.0h1\"/><path class=\"trend\" d=\"M287 29.8h1\"/>")
                .doesNotContain("rect")
                .contains("aria-label=\"Last 24 h: 100 % of checks succeeded, first round trip at most 20 ms\"");
    }

    @Test
    void slots_with_failures_are_marked() {
        Trend trend = Trend.EMPTY.with(up(0, 10)).with(down(5)).with(up(10, 10));

        assertThat(new Sparkline(trend).html())
                .contains("<rect class=\"failed\" x=\"286\" y=\"0\" width=\"1\" height=\"40\"/>")
                .contains("66.66 % of checks succeeded");
    }

    @Test
    void one_failure_among_many_is_not_rounded_away() {
        Trend trend = Trend.EMPTY.with(down(0));
        for (int i = 0; i < 20_000; i++) {
            trend = trend.with(up(1, 1));
        }
        assertThat(new Sparkline(trend).words()).startsWith("Last 24 h: 99.99 % of checks succeeded");
    }

    private static CheckRecord up(int minutes, long millis) {
        return record(minutes, new RunVerdict(Outcome.SUCCESS, "up"), Optional.of(Duration.ofMillis(millis)));
    }

    private static CheckRecord down(int minutes) {
        return record(minutes, new RunVerdict(Outcome.UNREACHABLE, "down"), Optional.empty());
    }

    private static CheckRecord record(int minutes, RunVerdict verdict, Optional<Duration> trip) {
        return new CheckRecord(
                1,
                NOON.plus(Duration.ofMinutes(minutes)),
                Duration.ZERO,
                verdict,
                Optional.empty(),
                Optional.empty(),
                trip);
    }
}
