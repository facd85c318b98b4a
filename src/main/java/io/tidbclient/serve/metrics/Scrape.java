package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;

/** Answers {@code /metrics}: by {@link TextFormat} where it supports all metrics, else by the library. */
public final class Scrape implements Endpoint {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** How many characters a scrape may have more than the one before without the text being copied. */
    private static final int GROWTH = 4_096;

    private final PrometheusMeterRegistry registry;
    private volatile int lastLength;

    /** @param registry with all metrics */
    public Scrape(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Answer answer(Request request) {
        MetricSnapshots metrics = registry.getPrometheusRegistry().scrape();
        String text =
                TextFormat.supports(metrics) ? new TextFormat(lastLength + GROWTH).write(metrics) : registry.scrape();
        lastLength = text.length();
        return Answer.ok(TEXT, text);
    }
}
