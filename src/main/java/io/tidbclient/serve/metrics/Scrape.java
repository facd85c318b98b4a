package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;

/** Answers {@code /metrics}. */
public final class Scrape implements Endpoint {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    /** @param registry with all metrics */
    public Scrape(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Answer answer(Request request) {
        return Answer.ok(TEXT, registry.scrape());
    }
}
