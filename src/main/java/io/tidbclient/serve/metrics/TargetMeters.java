package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerFacts;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.TargetView.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The metrics of the targets. Their number is bounded: for each target one of each kind, and of its failures one for each kind
 * of failure. A target that is no longer configured loses its metrics.
 */
public final class TargetMeters {
    private static final String TARGET = "target";

    private final MeterRegistry registry;
    private final MultiGauge up;
    private final MultiGauge lastCheck;
    private final MultiGauge duration;
    private final MultiGauge certificate;
    private final MultiGauge info;
    private final TargetLatencies latencies;

    /** @param registry where they are registered */
    public TargetMeters(PrometheusMeterRegistry registry) {
        this.registry = registry;
        this.up = gauge("up", "Whether the last check succeeded: 1 or 0; absent before the first has ended.", "");
        this.lastCheck = gauge("last.check.timestamp", "When the last check ended.", "seconds");
        this.duration = gauge("last.check.duration", "How long the last check took.", "seconds");
        this.certificate = gauge(
                "certificate.expiry.timestamp",
                "When the first certificate of the chain that the server presented expires.",
                "seconds");
        this.info = gauge("info", "The server that answered, as labels; always 1.", "");
        this.latencies = new TargetLatencies(registry.getPrometheusRegistry());
    }

    /** Counts what happened. */
    public void on(ServerUpdate update) {
        switch (update.event()) {
            case ServerEvent.TargetsConfigured configured -> removeOthers(new HashSet<>(configured.names()));
            case ServerEvent.CheckEnded ended -> {
                if (count(update, ended)) {
                    CheckSnapshot check = ended.result().last();
                    check.connections()
                            .forEach(view -> view.failure().ifPresent(failure -> failed(ended.target(), failure)));
                    check.connections().forEach(view -> latencies.observe(ended.target(), view));
                }
            }
            case ServerEvent.CheckPrevented prevented -> {
                if (count(update, prevented)) {
                    failed(prevented.target(), prevented.failure());
                }
            }
            case ServerEvent.CheckStarted started -> {}
            case ServerEvent.CheckStopped stopped -> {}
            case ServerEvent.JobsPolled polled -> {}
            case ServerEvent.JobsFailed failed -> {}
            case ServerEvent.ScenariosScheduled scheduled -> {}
            case ServerEvent.ScenarioEvent scenario -> {}
        }
    }

    /** Counts a check; false when its target is no longer configured. */
    private boolean count(ServerUpdate update, ServerEvent.CheckDone done) {
        Optional<CheckRecord> last = update.after().target(done.target()).flatMap(TargetView::lastRecord);
        last.ifPresent(record -> Counter.builder(name("checks"))
                .description("Checks that have ended, by their outcome.")
                .tags(
                        TARGET,
                        done.target(),
                        "outcome",
                        record.verdict().outcome().label())
                .register(registry)
                .increment());
        return last.isPresent();
    }

    private void failed(String target, Failure failure) {
        Counter.builder(name("failures"))
                .description("Connections that failed, by the kind of failure.")
                .tags(TARGET, target, "kind", failure.kind().name().toLowerCase(java.util.Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** Makes the metrics that have a value at a time; not for two threads at once. */
    public void refresh(ServerSnapshot server) {
        register(up, server, view -> switch (view.condition()) {
            case UP -> Optional.of(1.0);
            case DOWN -> Optional.of(0.0);
            case UNKNOWN -> Optional.empty();
        });
        register(
                lastCheck,
                server,
                view -> view.lastRecord().map(CheckRecord::endedAt).map(TargetMeters::seconds));
        register(
                duration,
                server,
                view -> view.lastRecord().map(CheckRecord::took).map(TargetMeters::seconds));
        register(
                certificate,
                server,
                view -> view.facts()
                        .map(ServerFacts::new)
                        .flatMap(ServerFacts::expiry)
                        .map(ServerCertificate.Expiry::notAfter)
                        .map(TargetMeters::seconds));
        info.register(
                server.targets().stream()
                        .filter(view -> view.condition() != Condition.UNKNOWN)
                        .flatMap(view -> labels(view).stream())
                        .map(tags -> MultiGauge.Row.of(tags, 1))
                        .toList(),
                true);
    }

    private static void register(
            MultiGauge gauge, ServerSnapshot server, Function<TargetView, Optional<Double>> value) {
        gauge.register(
                server.targets().stream()
                        .flatMap(view -> value.apply(view).stream()
                                .<MultiGauge.Row<?>>map(
                                        number -> MultiGauge.Row.of(Tags.of(TARGET, view.name()), number)))
                        .toList(),
                true);
    }

    private static Optional<Tags> labels(TargetView view) {
        Optional<ServerFacts> server = view.facts().map(ServerFacts::new);
        return server.flatMap(ServerFacts::version)
                .map(version -> Tags.of(
                        TARGET,
                        view.name(),
                        "product",
                        version.product().label(),
                        "version",
                        version.release(),
                        "tls",
                        server.flatMap(ServerFacts::tls).map(TlsInfo::protocol).orElse("")));
    }

    private void removeOthers(Set<String> names) {
        List<Meter> gone = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(name("")))
                .filter(meter -> meter.getId().getTag(TARGET) != null
                        && !names.contains(meter.getId().getTag(TARGET)))
                .toList();
        gone.forEach(registry::remove);
        latencies.retain(names);
    }

    private MultiGauge gauge(String name, String description, String unit) {
        MultiGauge.Builder builder = MultiGauge.builder(name(name)).description(description);
        return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
    }

    private static String name(String metric) {
        return "tidb.client.target." + metric;
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }

    static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
