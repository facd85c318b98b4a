package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JobGaugesTest {
    private static final String JOB = "{job_id=\"7\",table=\"shop.orders\",target=\"prod\"}";
    private static final int HOUR = 60 * 60;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
    private final Imports imports = new Imports("prod");

    private Instant now = RecordedPolls.BEGIN;

    JobGaugesTest() {
        registry.getPrometheusRegistry().register(new SnapshotGauges(board::latest, () -> now));
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test")));
    }

    @Test
    void nothing_is_known_before_the_first_poll() {
        assertThat(lines(0)).isEmpty();
    }

    @Test
    void active_job() {
        imports.run(board, 0, 20);

        assertThat(lines(20))
                .contains(
                        "tidb_client_import_last_poll_timestamp_seconds{target=\"prod\"} 1.772600787E9",
                        "tidb_client_import_jobs{status=\"running\",target=\"prod\"} 1.0",
                        "tidb_client_import_jobs{status=\"failed\",target=\"prod\"} 0.0",
                        "tidb_client_import_job_rows" + JOB + " 20000.0",
                        "tidb_client_import_job_stalled" + JOB + " 0.0",
                        "tidb_client_import_job_state{job_id=\"7\",state=\"running\",table=\"shop.orders\",target=\"prod\"} 1.0")
                .noneMatch(line -> line.contains("\"test\""));
        assertThat(value("tidb_client_import_job_rows_per_second" + JOB, 20)).isBetween(900.0, 1_100.0);
        assertThat(value("tidb_client_import_job_progress_ratio" + JOB, 20)).isBetween(0.1, 0.3);
        assertThat(value("tidb_client_import_job_remaining_seconds" + JOB, 20)).isBetween(50.0, 120.0);
    }

    @Test
    void job_without_an_estimate_has_no_time_that_remains() {
        board.add(imports.polled(
                0, List.of(JobBuilder.job(7).table("`shop`.`orders`").build())));

        assertThat(lines(0))
                .contains("tidb_client_import_job_stalled" + JOB + " 0.0")
                .noneMatch(line -> line.startsWith("tidb_client_import_job_remaining")
                        || line.startsWith("tidb_client_import_job_rows"));
    }

    @Test
    void job_that_makes_no_progress_is_stalled() {
        imports.run(board, 0, 20);
        for (int second = 22; second < 22 + 360; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 20))));
        }

        assertThat(lines(400)).contains("tidb_client_import_job_stalled" + JOB + " 1.0");
    }

    @Test
    void ended_job_loses_its_metrics_after_an_hour_without_any_event() {
        imports.run(board, 0, 98);
        board.add(imports.polled(
                100, List.of(RecordedPolls.job(7, "finished").rows(100_000).build()), 7L));

        assertThat(lines(100 + HOUR - 1)).contains("tidb_client_import_job_rows" + JOB + " 100000.0");
        assertThat(lines(100 + HOUR))
                .contains("tidb_client_import_jobs{status=\"finished\",target=\"prod\"} 1.0")
                .noneMatch(line -> line.startsWith("tidb_client_import_job_"));
    }

    @Test
    void at_most_fifty_jobs_of_a_target_have_metrics() {
        List<ImportJob> many = new ArrayList<>();
        for (long id = 1; id <= 60; id++) {
            many.add(RecordedPolls.running(id, 1));
        }
        board.add(imports.polled(0, many));

        assertThat(lines(0))
                .filteredOn(line -> line.startsWith("tidb_client_import_job_state"))
                .hasSize(50);
        assertThat(lines(0)).contains("tidb_client_import_jobs{status=\"running\",target=\"prod\"} 60.0");
    }

    @Test
    void target_that_is_removed_loses_its_metrics() {
        imports.run(board, 0, 20);
        assertThat(lines(20)).isNotEmpty();

        board.add(new ServerEvent.TargetsConfigured(List.of("test")));

        assertThat(lines(20)).isEmpty();
    }

    private double value(String name, int second) {
        return lines(second).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines(int second) {
        now = Imports.at(second);
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
