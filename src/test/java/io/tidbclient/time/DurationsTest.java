package io.tidbclient.time;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DurationsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void what_lies_between_two_times_is_never_negative() {
        assertThat(Durations.between(NOON, NOON.plusMillis(1_500))).isEqualTo(Duration.ofMillis(1_500));
        assertThat(Durations.between(NOON, NOON)).isZero();
        assertThat(Durations.between(NOON, NOON.minusSeconds(3_600))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "90, PT90S",
        "90s, PT90S",
        "500ms, PT0.5S",
        "2m, PT2M",
        "1h, PT1H",
        "30d, P30D",
        "0, PT0S",
        "' 7s ', PT7S"
    })
    void a_number_with_or_without_a_unit_is_a_duration(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1D", "1d12h", "1.5s", "s", "1 s", "+5", "1h30m", "99999999999999999999", "5S"})
    void anything_else_is_none(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.5S, 500ms",
        "PT1.5S, 1500ms",
        "PT90S, 90s",
        "PT2M, 2m",
        "PT1H, 1h",
        "PT61M, 61m",
        "PT24H, 1d",
        "PT25H, 25h",
        "P14D, 14d"
    })
    void a_duration_is_written_in_its_largest_whole_unit(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void the_longest_that_can_be_written_reads_back_too() {
        assertThat(Durations.text(Durations.parse("999999999999d"))).isEqualTo("999999999999d");
    }

    @Property
    void what_is_written_reads_back(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.text(duration))).isEqualTo(duration);
    }
}
