package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tidbclient.check.ConnectionView;

import java.util.Set;

/** How long connecting and the first statement take, as histograms. */
final class TargetLatencies {
    private final LatencyHistogram connect =
            new LatencyHistogram("tidb_client_target_connect_seconds", "Time to connect and log in.");
    private final LatencyHistogram firstRoundTrip =
            new LatencyHistogram("tidb_client_target_first_round_trip_seconds", "Time of the first statement.");

    TargetLatencies(PrometheusRegistry registry) {
        registry.register(connect);
        registry.register(firstRoundTrip);
    }

    void observe(String target, ConnectionView view) {
        view.connectTime().ifPresent(time -> connect.observe(target, time));
        view.roundTrip().ifPresent(time -> firstRoundTrip.observe(target, time));
    }

    /** Removes those of all other targets. */
    void retain(Set<String> targets) {
        connect.retain(targets);
        firstRoundTrip.retain(targets);
    }
}
