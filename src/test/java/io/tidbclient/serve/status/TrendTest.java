package io.tidbclient.serve.status;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TrendTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void checks_of_five_minutes_share_a_slot() {
        Trend trend = Trend.EMPTY
                .with(up(Duration.ZERO, 10))
                .with(up(Duration.ofSeconds(299), 30))
                .with(down(Duration.ofSeconds(200)))
                .with(up(Duration.ofSeconds(300), 7));

        assertThat(trend.slots())
                .extracting(
                        Trend.Slot::from, Trend.Slot::checks, Trend.Slot::failed, Trend.Slot::mean, Trend.Slot::longest)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                NOON, 3, 1, Optional.of(Duration.ofMillis(20)), Duration.ofMillis(30)),
                        org.assertj.core.groups.Tuple.tuple(
                                NOON.plusSeconds(300), 1, 0, Optional.of(Duration.ofMillis(7)), Duration.ofMillis(7)));
    }

    @Test
    void slot_in_which_nothing_was_answered_has_no_latency() {
        assertThat(Trend.EMPTY.with(down(Duration.ZERO)).slots().getFirst().mean())
                .isEmpty();
    }

    @Test
    void availability_is_the_share_of_checks_that_succeeded() {
        Trend trend = Trend.EMPTY
                .with(up(Duration.ZERO, 1))
                .with(down(Duration.ofMinutes(6)))
                .with(up(Duration.ofMinutes(12), 1))
                .with(up(Duration.ofMinutes(18), 1));

        assertThat(trend.availability()).contains(0.75);
        assertThat(Trend.EMPTY.availability()).isEmpty();
    }

    @Test
    void what_is_older_than_a_day_is_dropped() {
        Trend trend = Trend.EMPTY;
        for (int slot = 0; slot < Trend.SLOTS + 10; slot++) {
            trend = trend.with(up(Trend.SLOT.multipliedBy(slot), 1));
        }
        assertThat(trend.slots()).hasSize(Trend.SLOTS);
        assertThat(trend.slots().getFirst().from()).isEqualTo(NOON.plus(Trend.SLOT.multipliedBy(10)));

        Trend later = trend.with(down(Duration.ofDays(3)));
        assertThat(later.slots()).hasSize(1);
        assertThat(later.availability()).contains(0.0);
    }

    @Test
    void clock_that_is_set_back_keeps_the_slots_in_order() {
        Trend trend = Trend.EMPTY.with(up(Duration.ofHours(1), 1)).with(up(Duration.ZERO, 1));

        assertThat(trend.slots()).singleElement().extracting(Trend.Slot::checks).isEqualTo(2);
    }

    private static CheckRecord up(Duration after, long millis) {
        return record(after, new RunVerdict(Outcome.SUCCESS, "up"), Optional.of(Duration.ofMillis(millis)));
    }

    private static CheckRecord down(Duration after) {
        return record(after, new RunVerdict(Outcome.UNREACHABLE, "down"), Optional.empty());
    }

    private static CheckRecord record(Duration after, RunVerdict verdict, Optional<Duration> trip) {
        return new CheckRecord(1, NOON.plus(after), Duration.ZERO, verdict, Optional.empty(), Optional.empty(), trip);
    }
}
