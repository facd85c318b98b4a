package io.tidbclient.cli.imports;

import io.tidbclient.config.ConfigException;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobFilterTest {
    private final JobFilter filter = new JobFilter();

    @ParameterizedTest
    @CsvSource({"7d, P7D", "2h, PT2H", "30m, PT30M", "90s, PT90S", "90, PT90S", "500ms, PT0.5S"})
    void since_takes_every_form_of_a_duration_and_includes_a_job_of_exactly_that_age(String since, Duration age) {
        filter.since = since;

        assertThat(follows(Optional.of(age))).isTrue();
        assertThat(follows(Optional.of(age.plusMillis(1)))).isFalse();
    }

    @Test
    void a_job_of_unknown_age_is_not_within_any_time() {
        filter.since = "7d";

        assertThat(follows(Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yesterday | --since: 'yesterday' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d.
            -1d       | --since: '-1d' is negative; give 0 or more, in seconds or as 500ms, 90s, 2m, 1h or 30d.
            """)
    void since_with_anything_else_names_the_forms(String since, String message) {
        filter.since = since;

        assertThatThrownBy(filter::interest).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    private boolean follows(Optional<Duration> age) {
        return filter.interest().follows(Runs.RUNNING, true, age);
    }
}
