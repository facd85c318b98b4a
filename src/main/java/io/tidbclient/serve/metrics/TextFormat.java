package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * Writes metrics in Prometheus' text format, character by character as the writer of Prometheus' client library does, in a quarter
 * of its time (docs/decisions/0016-text-format-of-metrics.md). It supports the forms of metrics that this server has. Used for one scrape.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class TextFormat {
    private final SampleLines lines;

    /** @param expected about how many characters will be written */
    TextFormat(int expected) {
        this.lines = new SampleLines(expected);
    }

    /** Whether all of these are of forms that it supports. */
    static boolean supports(MetricSnapshots metrics) {
        return metrics.stream().allMatch(TextFormat::supports);
    }

    private static boolean supports(MetricSnapshot family) {
        return switch (family) {
            case GaugeSnapshot gauges -> areUndated(gauges);
            case CounterSnapshot counters -> areUndated(counters);
            case InfoSnapshot infos -> areUndated(infos);
            case HistogramSnapshot histograms ->
                areUndated(histograms)
                        && !histograms.isGaugeHistogram()
                        && histograms.getDataPoints().stream()
                                .noneMatch(point -> point.getClassicBuckets().isEmpty());
            default -> false;
        };
    }

    private static boolean areUndated(MetricSnapshot family) {
        return family.getDataPoints().stream().noneMatch(DataPointSnapshot::hasScrapeTimestamp);
    }

    /**
     * Writes them, and returns the whole.
     *
     * @param metrics those that it {@linkplain #supports supports}
     * @throws IllegalArgumentException when it does not support one
     */
    String write(MetricSnapshots metrics) {
        metrics.stream().filter(family -> !family.getDataPoints().isEmpty()).forEach(this::add);
        return lines.text();
    }

    private void add(MetricSnapshot family) {
        String name = family.getMetadata().getPrometheusName();
        String help = family.getMetadata().getHelp();
        switch (family) {
            case GaugeSnapshot gauges -> {
                lines.head(name, help, "gauge");
                gauges.getDataPoints().forEach(point -> lines.add(name, point.getLabels(), point.getValue()));
            }
            case CounterSnapshot counters -> {
                String total = name + "_total";
                lines.head(total, help, "counter");
                counters.getDataPoints().forEach(point -> lines.add(total, point.getLabels(), point.getValue()));
            }
            case InfoSnapshot infos -> {
                String info = name + "_info";
                lines.head(info, help, "gauge");
                infos.getDataPoints().forEach(point -> lines.add(info, point.getLabels(), 1L));
            }
            case HistogramSnapshot histograms -> {
                lines.head(name, help, "histogram");
                histograms.getDataPoints().forEach(point -> addHistogram(name, point));
            }
            default -> throw new IllegalArgumentException("a metric of an unknown form: " + name);
        }
    }

    private void addHistogram(String name, HistogramDataPointSnapshot point) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        String bucketPrefix = lines.bucketPrefix(name, point.getLabels());
        long count = 0;
        for (int i = 0; i < buckets.size(); i++) {
            count += buckets.getCount(i);
            lines.addBucket(bucketPrefix, buckets.getUpperBound(i), count);
        }
        if (point.hasCount()) {
            lines.add(name + "_count", point.getLabels(), point.getCount());
        }
        if (point.hasSum()) {
            lines.add(name + "_sum", point.getLabels(), point.getSum());
        }
    }
}
