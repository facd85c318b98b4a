package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.http.Traffic;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The metrics of the HTTP server. Requests are counted by the path of the endpoint and not by the one that was asked for, of
 * which there is no end.
 */
public final class HttpMeters implements Traffic {
    private static final String PATH = "path";

    private final MeterRegistry registry;

    /**
     * @param registry where they are registered
     * @param streams the event streams, by path
     * @param dropped how many events the server's own subscribers have missed
     */
    public HttpMeters(MeterRegistry registry, Map<String, EventStream> streams, LongSupplier dropped) {
        this.registry = registry;
        streams.forEach(this::register);
        // A counter holds the object that it reads weakly; the registry is here as long as the counter.
        FunctionCounter.builder("tidb.client.events.dropped", registry, unused -> dropped.getAsLong())
                .description("Events that the page, the API or the metrics have missed.")
                .register(registry);
    }

    @Override
    public void answered(String path, int status) {
        Counter.builder("tidb.client.http.requests")
                .description("HTTP requests that were answered.")
                .tags(PATH, path, "code", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private void register(String path, EventStream stream) {
        Gauge.builder("tidb.client.event.stream.clients", stream, EventStream::clients)
                .description("Clients that are connected to an event stream.")
                .tags(PATH, path)
                .register(registry);
        FunctionCounter.builder("tidb.client.event.stream.disconnects", stream, EventStream::disconnects)
                .description("Clients of an event stream that were disconnected, since they read too slowly.")
                .tags(PATH, path)
                .register(registry);
        FunctionCounter.builder("tidb.client.event.stream.resets", stream, EventStream::resets)
                .description("Clients of an event stream that were away for too long and have missed events.")
                .tags(PATH, path)
                .register(registry);
    }
}
