package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.output.Runs;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioMetersTest {
    private static final String P4 = "{scenario=\"isolation/p4\",target=\"prod\"}";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StatusBoard board = new StatusBoard(Runs.START);
    private long runs;

    ScenarioMetersTest() {
        board.observe(new ScenarioMeters(registry)::on, Runnable::run);
        registry.getPrometheusRegistry().register(new SnapshotGauges(board::latest, () -> Runs.START));
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test")));
        schedule();
    }

    @Test
    void nothing_is_known_before_the_first_verdict() {
        board.add(new ServerEvent.ScenarioStarted("prod", "isolation/p4", Runs.START));

        assertThat(lines()).isEmpty();
    }

    @Test
    void only_what_passed_counts_as_passed() {
        end(Scenarios.passed());
        assertThat(lines())
                .contains(
                        "tidb_client_scenario_passed" + P4 + " 1.0",
                        "tidb_client_scenario_duration_seconds" + P4 + " 2.0",
                        "tidb_client_scenario_last_run_timestamp_seconds" + P4 + " 1.772600769E9",
                        "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"prod\",verdict=\"passed\"} 1.0");

        for (ScenarioResult result : List.of(Scenarios.failed(), Scenarios.broken(), Scenarios.stopped())) {
            end(result);
            assertThat(lines()).contains("tidb_client_scenario_passed" + P4 + " 0.0");
        }
        assertThat(lines())
                .contains(
                        "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"prod\",verdict=\"failed\"} 1.0",
                        "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"prod\",verdict=\"broken\"} 1.0",
                        "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"prod\",verdict=\"stopped\"} 1.0");
    }

    @Test
    void what_is_skipped_neither_passed_nor_failed() {
        end(Scenarios.skipped());

        assertThat(lines())
                .contains(
                        "tidb_client_scenario_runs_total{scenario=\"isolation/p4\",target=\"prod\",verdict=\"skipped\"} 1.0")
                .noneMatch(line -> line.startsWith("tidb_client_scenario_passed"));
    }

    @Test
    void what_is_no_longer_configured_loses_its_metrics() {
        end(Scenarios.passed());
        board.add(new ServerEvent.TargetsConfigured(List.of("test")));
        assertThat(lines()).isEmpty();

        end(Scenarios.passed());
        assertThat(lines()).as("of a target that is gone").isEmpty();
    }

    @Test
    void what_is_configured_otherwise_begins_anew() {
        end(Scenarios.passed());
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test"), Set.of("prod")));
        schedule();

        assertThat(lines()).isEmpty();
    }

    private void schedule() {
        board.add(new ServerEvent.ScenariosScheduled(
                "prod", List.of(new ServerEvent.Due("isolation/p4", Optional.empty()))));
    }

    private void end(ScenarioResult result) {
        board.add(new ServerEvent.ScenarioEnded(
                "prod", "isolation/p4", Scenarios.run(++runs, Duration.ZERO, result), Optional.empty()));
    }

    private List<String> lines() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
