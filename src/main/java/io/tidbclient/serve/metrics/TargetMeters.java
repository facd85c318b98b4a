package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is counted of the targets' checks. The number of metrics is bounded: for each target one for each outcome and for each
 * kind of failure, and two histograms. A target that is no longer configured loses its metrics.
 */
public final class TargetMeters {
    private static final String TARGET = "target";

    private final MeterRegistry registry;
    private final TargetLatencies latencies;

    /** @param registry where they are registered */
    public TargetMeters(PrometheusMeterRegistry registry) {
        this.registry = registry;
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
            case ServerEvent.HistoryRead read -> {}
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

    private void removeOthers(Set<String> names) {
        List<Meter> gone = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(name("")))
                .filter(meter -> meter.getId().getTag(TARGET) != null
                        && !names.contains(meter.getId().getTag(TARGET)))
                .toList();
        gone.forEach(registry::remove);
        latencies.retain(names);
    }

    private static String name(String metric) {
        return "tidb.client.target." + metric;
    }
}
