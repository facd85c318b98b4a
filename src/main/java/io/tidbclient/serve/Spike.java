package io.tidbclient.serve;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolver;
import io.tidbclient.serve.http.Access;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.http.Limits;
import io.tidbclient.serve.http.WebServer;
import io.tidbclient.serve.metrics.TargetMeters;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.vertx.core.Vertx;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Spike. */
public final class Spike {
    /** A row. */
    public record Row(String name, int value) {}

    private Spike() {}

    /** Runs. */
    public static void run(Vertx vertx) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new io.micrometer.core.instrument.binder.system.UptimeMetrics().bindTo(registry);
        new io.micrometer.core.instrument.binder.system.ProcessorMetrics().bindTo(registry);
        new io.micrometer.core.instrument.binder.system.FileDescriptorMetrics().bindTo(registry);
        new io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics().bindTo(registry);
        StatusBoard board = new StatusBoard(Instant.now());
        TargetMeters meters = new TargetMeters(registry);
        board.updates().subscribe().with(meters::on);
        board.add(new ServerEvent.TargetsConfigured(List.of("a")));
        Engine engine = Engine.builder().addDefaults().addValueResolver(ValueResolver.builder()
                .appliesTo(c -> c.getBase() instanceof Row)
                .resolveSync(c -> switch (c.getName()) { case "name" -> ((Row) c.getBase()).name(); case "value" -> ((Row) c.getBase()).value(); default -> io.quarkus.qute.Results.NotFound.from(c); })
                .build()).addResultMapper(new io.quarkus.qute.HtmlEscaper(List.of("text/html"))).build();
        Template page = engine.parse("<html>{#for r in rows}<p>{r.name}: {r.value}</p>{/for}</html>", io.quarkus.qute.Variant.forContentType("text/html"));
        EventStream stream = new EventStream(100);
        vertx.setPeriodic(1000, x -> stream.send("tick", "{}"));
        WebServer.listen(vertx, Executors.newVirtualThreadPerTaskExecutor(), new WebServer.Socket("127.0.0.1", 4980, Optional.empty()), new Access.Anonymous(List.of()), Limits.USUAL,
            new WebServer.Site(Map.of("/", r -> Answer.ok("text/html", page.data("rows", List.of(new Row("<a>", 1), new Row("b", 2))).render()), "/metrics", r -> Answer.ok("text/plain; version=0.0.4", registry.scrape())), Map.of("/events", stream)));
        System.err.println("listening");
    }
}
