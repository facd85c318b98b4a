package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidbclient.serve.status.ServerSnapshot;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What has a value at a time, read from the latest snapshot when it is asked for. Micrometer's gauges would have to be
 * registered anew for each import job that comes or goes, which takes most of a scrape.
 */
public final class SnapshotGauges implements MultiCollector {
    private final Supplier<ServerSnapshot> server;
    private final InstantSource clock;
    private final LabelSets labelSets = new LabelSets();

    /**
     * @param server the latest snapshot
     * @param clock says which import jobs ended too long ago
     */
    public SnapshotGauges(Supplier<ServerSnapshot> server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public synchronized MetricSnapshots collect() {
        ServerSnapshot latest = server.get();
        List<MetricSnapshot> known = Stream.of(
                        TargetGauges.of(latest, labelSets),
                        JobGauges.of(latest, labelSets, clock.instant()),
                        ScenarioGauges.of(latest, labelSets))
                .flatMap(List::stream)
                .filter(metric -> !metric.getDataPoints().isEmpty())
                .toList();
        labelSets.endScrape();
        return new MetricSnapshots(known);
    }
}
