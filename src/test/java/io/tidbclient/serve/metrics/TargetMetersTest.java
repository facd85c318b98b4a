package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.output.Runs;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TargetMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StatusBoard board = new StatusBoard(Runs.START);

    private final TargetMeters meters = new TargetMeters(registry);

    TargetMetersTest() {
        registry.getPrometheusRegistry().register(new SnapshotGauges(board::latest, () -> Runs.START));
        var unused = board.updates().subscribe().with(meters::on);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test")));
    }

    @Test
    void target_has_no_value_before_its_first_check_has_ended() {
        assertThat(lines()).isEmpty();
    }

    @Test
    void check_that_succeeded() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));

        assertThat(lines())
                .contains(
                        "tidb_client_target_up{target=\"prod\"} 1.0",
                        "tidb_client_target_checks_total{outcome=\"success\",target=\"prod\"} 1.0",
                        "tidb_client_target_last_check_duration_seconds{target=\"prod\"} 2.0",
                        "tidb_client_target_last_check_timestamp_seconds{target=\"prod\"} 1.772600769E9",
                        "tidb_client_target_info{product=\"TiDB\",target=\"prod\",tls=\"TLSv1.3\",version=\"v8.5.4\"} 1",
                        "tidb_client_target_first_round_trip_seconds_count{target=\"prod\"} 1",
                        "tidb_client_target_connect_seconds_bucket{target=\"prod\",le=\"+Inf\"} 1")
                .noneMatch(line -> line.contains("\"test\"") || line.startsWith("tidb_client_target_failures"));
    }

    @Test
    void check_that_failed_names_the_kind_and_keeps_the_certificate() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        String expiry = lines().stream()
                .filter(line -> line.startsWith("tidb_client_target_certificate_expiry_timestamp_seconds"))
                .findFirst()
                .orElseThrow();
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(4))));

        assertThat(lines())
                .contains(
                        "tidb_client_target_up{target=\"prod\"} 0.0",
                        "tidb_client_target_checks_total{outcome=\"unreachable\",target=\"prod\"} 1.0",
                        "tidb_client_target_failures_total{kind=\"connection_refused\",target=\"prod\"} 1.0",
                        expiry);
    }

    @Test
    void target_that_is_removed_loses_its_metrics() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.up(Duration.ofSeconds(2))));

        board.add(new ServerEvent.TargetsConfigured(List.of("test")));

        assertThat(lines()).isNotEmpty().allMatch(line -> line.contains("target=\"test\""));
    }

    private List<String> lines() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
