package io.tidbclient.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

import java.time.Duration;
import java.util.List;

/** Spike. */
public final class Spike {
    /** A row. */
    public record Row(String name, int value) {}

    private Spike() {}

    /** Runs. */
    public static void run(Vertx vertx) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Counter counter = Counter.builder("tidb_client_requests").register(registry);
        Timer timer = Timer.builder("tidb_client_connect").publishPercentileHistogram(false).serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(50)).register(registry);
        Engine engine = Engine.builder().addDefaults().addValueResolver(ValueResolver.builder()
                .appliesTo(c -> c.getBase() instanceof Row)
                .resolveSync(c -> switch (c.getName()) { case "name" -> ((Row) c.getBase()).name(); case "value" -> ((Row) c.getBase()).value(); default -> io.quarkus.qute.Results.NotFound.from(c); })
                .build()).addResultMapper(new io.quarkus.qute.HtmlEscaper(List.of("text/html"))).build();
        Template page = engine.parse("<html>{#for r in rows}<p>{r.name}: {r.value}</p>{/for}</html>", io.quarkus.qute.Variant.forContentType("text/html"));
        Router router = Router.router(vertx);
        router.get("/").handler(c -> { counter.increment(); timer.record(Duration.ofMillis(7)); c.response().putHeader("content-type", "text/html").end(page.data("rows", List.of(new Row("<a>", 1), new Row("b", 2))).render()); });
        router.get("/metrics").handler(c -> c.response().putHeader("content-type", "text/plain; version=0.0.4").end(registry.scrape()));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(4980)).requestHandler(router).listen().toCompletionStage().toCompletableFuture().join();
        System.err.println("listening");
    }
}
