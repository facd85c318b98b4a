package io.tidbclient.serve.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.tidbclient.check.ConnectionView;

import java.util.Set;

/**
 * How long connecting and the first statement take, as histograms. Prometheus' own: a timer of Micrometer has a gauge beside it
 * of the longest time since some moment, which no query can use.
 */
final class TargetLatencies {
    private static final double[] BUCKETS = {0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Histogram connect;
    private final Histogram firstRoundTrip;

    TargetLatencies(PrometheusRegistry registry) {
        this.connect = histogram(registry, "connect", "Time to connect and log in.");
        this.firstRoundTrip = histogram(registry, "first_round_trip", "Time of the first statement.");
    }

    void observe(String target, ConnectionView view) {
        view.connectTime().ifPresent(time -> connect.labelValues(target).observe(TargetMeters.seconds(time)));
        view.roundTrip().ifPresent(time -> firstRoundTrip.labelValues(target).observe(TargetMeters.seconds(time)));
    }

    /** Removes those of all other targets. */
    void retain(Set<String> targets) {
        connect.removeIf(labels -> !targets.contains(labels.getFirst()));
        firstRoundTrip.removeIf(labels -> !targets.contains(labels.getFirst()));
    }

    /** Without exemplars, for which the library would start a thread. */
    private static Histogram histogram(PrometheusRegistry registry, String name, String help) {
        Histogram.Builder builder =
                Histogram.builder().classicOnly().classicUpperBounds(BUCKETS).name("tidb_client_target_" + name);
        return builder.unit(Unit.SECONDS)
                .help(help)
                .labelNames("target")
                .withoutExemplars()
                .register(registry);
    }
}
