package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.ServerSnapshot;

import java.time.InstantSource;
import java.util.function.Supplier;

/** Answers {@code /metrics}: what has a value at a time is made from the latest snapshot, one scrape at a time. */
public final class Scrape implements Endpoint {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final TargetMeters targets;
    private final JobMeters jobs;
    private final ScenarioMeters scenarios;
    private final Supplier<ServerSnapshot> server;
    private final InstantSource clock;

    /**
     * @param registry with all metrics
     * @param server the latest snapshot
     * @param clock says which import jobs ended too long ago
     */
    public Scrape(
            PrometheusMeterRegistry registry,
            TargetMeters targets,
            ScenarioMeters scenarios,
            Supplier<ServerSnapshot> server,
            InstantSource clock) {
        this.registry = registry;
        this.targets = targets;
        this.jobs = new JobMeters(registry);
        this.scenarios = scenarios;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public synchronized Answer answer(Request request) {
        ServerSnapshot latest = server.get();
        targets.refresh(latest);
        jobs.refresh(latest, clock.instant());
        scenarios.refresh(latest);
        return Answer.ok(TEXT, registry.scrape());
    }
}
