package io.tidbclient.importjob.estimate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class StepEtaTest {
    @ParameterizedTest
    @CsvSource({
        "00:06:55, PT6M55S",
        "01:00:02, PT1H2S",
        "' 00:00:01 ', PT1S",
        "2 d 03:04:05, PT51H4M5S",
        "1 d 00:00:00, PT24H"
    })
    void a_time_with_or_without_days_is_read(String text, Duration left) {
        assertThat(StepEta.parse(text)).contains(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N/A", "6:5", "00:06:55 d", "x d 00:06:55", "1234567 d 00:00:00"})
    void anything_else_is_no_estimate(String text) {
        assertThat(StepEta.parse(text)).isEmpty();
    }
}
