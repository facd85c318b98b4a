package io.tidbclient.output.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0.00 ms",
        "437,0.44 ms",
        "994,0.99 ms",
        "995,1.0 ms",
        "3127,3.1 ms",
        "9949,9.9 ms",
        "9950,10 ms",
        "312400,312 ms",
        "999499,999 ms",
        "999500,1.0 s",
        "1234567,1.2 s",
        "59949999,59.9 s",
        "60000000,1:00",
        "3723000000,1:02:03",
        "-5,0.00 ms"
    })
    void formats_durations(long micros, String reported) {
        assertThat(Units.duration(Duration.ofNanos(micros * 1_000))).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "3,0:03", "62,1:02", "3723,1:02:03", "183845,2 d 3:04:05", "-1,0:00"})
    void formats_elapsed_times(long seconds, String reported) {
        assertThat(Units.clock(Duration.ofSeconds(seconds))).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({"-1,0 s", "59,59 s", "60,1 min", "3599,59 min", "3600,1 h", "172799,47 h", "172800,2 days"})
    void formats_coarse_times(long seconds, String reported) {
        assertThat(Units.coarse(Duration.ofSeconds(seconds))).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({"0,'0'", "999,'999'", "1234,'1,234'", "9223372036854775807,'9,223,372,036,854,775,807'"})
    void formats_counts(long number, String reported) {
        assertThat(Units.count(number)).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({"0,'0 jobs'", "1,'1 job'", "1234,'1,234 jobs'"})
    void names_what_it_counts(long number, String reported) {
        assertThat(Units.count(number, "job", "jobs")).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({
        "74, in 74 days",
        "1, in 1 day",
        "0, in less than a day",
        "-1, less than a day ago",
        "-2, 1 day ago",
        "-3, 2 days ago",
        "-1001, '1,000 days ago'"
    })
    void formats_the_distance_of_a_day(long days, String reported) {
        assertThat(Units.daysAway(days)).isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-10T23:59:59.999Z, 2027-02-10",
        "9999-12-31T23:59:59Z, 9999-12-31",
        "+1000000000-12-31T23:59:59Z, +1000000000-12-31"
    })
    void formats_a_day_in_utc(Instant moment, String day) {
        assertThat(Units.date(moment)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.34,0.3", "9.94,9.9", "9.96,10", "12345.6,'12,346'"})
    void formats_a_rate(double rate, String reported) {
        assertThat(Units.rate(rate)).isEqualTo(reported);
    }
}
