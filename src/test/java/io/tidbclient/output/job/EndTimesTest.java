package io.tidbclient.output.job;

import io.tidbclient.importjob.estimate.Eta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class EndTimesTest {
    /** A Tuesday. */
    private static final Instant EVENING = Instant.parse("2026-12-01T22:27:20Z");

    private static Eta in(Duration left) {
        return new Eta(left, left, left);
    }

    @ParameterizedTest
    @CsvSource({
        "PT10M1S, 22:37",
        "PT1H32M, 23:59",
        "PT1H33M, Wed 00:00",
        "PT5H12M40S, Wed 03:40",
        "P6D, Mon 22:27",
        "P7D, 2026-12-08 22:27"
    })
    void an_end_that_is_more_than_ten_minutes_away_has_a_time_and_its_day_when_that_is_not_today(
            Duration left, String time) {
        assertThat(new EndTimes(EVENING, ZoneOffset.UTC).of(in(left))).contains(time);
    }

    @Test
    void a_near_end_has_none() {
        assertThat(new EndTimes(EVENING, ZoneOffset.UTC).of(in(Duration.ofMinutes(10))))
                .isEmpty();
    }

    @Test
    void it_is_the_time_of_the_readers_zone_also_across_its_changes() {
        assertThat(new EndTimes(EVENING, ZoneId.of("Asia/Shanghai")).of(in(Duration.ofHours(1))))
                .contains("07:27");
        assertThat(new EndTimes(Instant.parse("2026-10-24T22:00:00Z"), ZoneId.of("Europe/Berlin"))
                        .of(in(Duration.ofHours(6))))
                .as("midnight, and an hour that is there twice")
                .contains("05:00");
    }
}
