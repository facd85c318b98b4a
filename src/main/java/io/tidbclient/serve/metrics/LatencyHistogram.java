package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A histogram of times for each target. Micrometer's timer has a gauge beside it of the longest time since some moment, which no
 * query can use; the histogram of Prometheus' client can sample exemplars, and a native image that has it misses the classes of
 * tracers.
 */
final class LatencyHistogram implements Collector {
    private static final double[] UPPER_BOUNDS = {
        0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
    };

    private final String name;
    private final String help;
    private final Map<String, Counts> targets = new LinkedHashMap<>();

    /** The times of one target. */
    private static final class Counts {
        private final Labels labels;
        private final long[] buckets = new long[UPPER_BOUNDS.length];
        private double sum;

        Counts(String target) {
            this.labels = Labels.of("target", target);
        }

        void add(double seconds) {
            int bucket = 0;
            while (seconds > UPPER_BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket]++;
            sum += seconds;
        }
    }

    /** @param name with its unit */
    LatencyHistogram(String name, String help) {
        this.name = name;
        this.help = help;
    }

    synchronized void observe(String target, Duration time) {
        targets.computeIfAbsent(target, Counts::new).add(Seconds.of(time));
    }

    /** Removes those of all other targets. */
    synchronized void retain(Set<String> kept) {
        targets.keySet().retainAll(kept);
    }

    @Override
    public String getPrometheusName() {
        return name;
    }

    @Override
    public synchronized HistogramSnapshot collect() {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
        targets.values()
                .forEach(counts -> snapshot.dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(UPPER_BOUNDS, counts.buckets.clone()))
                        .sum(counts.sum)
                        .labels(counts.labels)
                        .build()));
        return snapshot.build();
    }
}
