package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.output.Runs;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scrape that has every metric of the server. */
public final class AllMeters {
    private AllMeters() {}

    /** Two targets, of which one is down, an import job, and some requests. */
    public static String scrape() {
        return new Scrape(registry())
                .answer(new Request("/metrics", Map.of(), Map.of(), ""))
                .body();
    }

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        StatusBoard board = new StatusBoard(Runs.START);
        TargetMeters meters = new TargetMeters(registry);
        var unused = board.updates().subscribe().with(meters::on);
        ProcessMeters.register(registry, "1.2.3", () -> Duration.ofMillis(1_500));
        HttpMeters http = new HttpMeters(registry, Map.of("/live", new EventStream(1, 0)), board::dropped);
        http.answered("/metrics", 200);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test")));
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(2))));
        new Imports("prod").run(board, 0, 20);
        board.observe(new ScenarioMeters(registry)::on, Runnable::run);
        board.add(new ServerEvent.ScenariosScheduled(
                "prod", List.of(new ServerEvent.Due("isolation/p4", Optional.empty()))));
        board.add(new ServerEvent.ScenarioEnded(
                "prod", "isolation/p4", Scenarios.run(1, Duration.ZERO, Scenarios.passed()), Optional.empty()));
        registry.getPrometheusRegistry()
                .register(new SnapshotGauges(board::latest, () -> RecordedPolls.BEGIN.plusSeconds(20)));
        HistoryMeters.register(
                registry, () -> new HistoryStatus(HistoryStatus.State.UP, Runs.START, 3, 2, Optional.empty()));
        return registry;
    }
}
