package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** A gauge with a value for each target or import job, made anew for each scrape. */
final class GaugeFamily {
    private final GaugeSnapshot.Builder snapshot;

    /** @param name with its unit */
    GaugeFamily(String name, String help) {
        this.snapshot = GaugeSnapshot.builder().name(name).help(help);
    }

    void add(Labels labels, double value) {
        snapshot.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
    }

    GaugeSnapshot snapshot() {
        return snapshot.build();
    }
}
