package io.tidbclient.serve.probe;

import io.tidbclient.serve.status.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeTextTest {
    @Test
    void check_that_succeeded() {
        String text = ProbeText.of(Checks.up(Duration.ofSeconds(2)), Duration.ofMillis(2_050));

        assertThat(samples(text))
                .containsExactly(
                        "probe_success 1",
                        "probe_duration_seconds 2.05",
                        "probe_tidb_connect_seconds 0.0031279",
                        "probe_tidb_first_round_trip_seconds 0.000437",
                        "probe_tidb_connections 1",
                        "probe_tidb_info{product=\"TiDB\",version=\"v8.5.4\"} 1",
                        "probe_tls_version_info{version=\"TLSv1.3\"} 1",
                        "probe_ssl_earliest_cert_expiry 1779019200");
        assertThat(text)
                .startsWith("# HELP probe_success Whether the check succeeded: 1 or 0.\n# TYPE probe_success gauge\n");
    }

    @Test
    void check_that_failed_has_only_what_is_true() {
        assertThat(samples(ProbeText.of(Checks.down(Duration.ofSeconds(2)), Duration.ofSeconds(2))))
                .containsExactly(
                        "probe_success 0",
                        "probe_duration_seconds 2",
                        "probe_tidb_connections 1",
                        "probe_failure_info{kind=\"connection_refused\"} 1");
    }

    @Test
    void numbers_are_written_without_an_exponent() {
        assertThat(samples(ProbeText.timedOut(Duration.ofSeconds(100)))).contains("probe_duration_seconds 100");
        assertThat(samples(ProbeText.timedOut(Duration.ofNanos(1)))).contains("probe_duration_seconds 0.000000001");
    }

    @ParameterizedTest
    @CsvSource({"'', 10000", "15, 14500", "1, 500", "0.5, 250", "2.5, 2000", "300, 55000", "999999999, 55000"})
    void limit_leaves_time_to_answer(String header, long millis) {
        assertThat(ProbeLimit.of(header)).isEqualTo(Optional.of(Duration.ofMillis(millis)));
    }

    private static List<String> samples(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
