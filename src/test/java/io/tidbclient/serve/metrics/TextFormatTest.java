package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.tidbclient.serve.http.Request;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Prometheus' own writer is the reference, byte for byte. */
class TextFormatTest {
    private static final Labels PROD = Labels.of("target", "prod");

    @Test
    void every_metric_of_the_server_is_as_the_library_writes_it() throws IOException {
        MetricSnapshots all = AllMeters.registry().getPrometheusRegistry().scrape();

        assertThat(all.size()).isGreaterThan(30);
        assertThat(TextFormat.supports(all)).isTrue();
        assertThat(ours(all)).isEqualTo(byLibrary(all)).hasSizeGreaterThan(8_000);
    }

    @Test
    void samples_of_each_type() {
        HistogramDataPointSnapshot times = HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(new double[] {0.5, Double.POSITIVE_INFINITY}, new long[] {2, 1}))
                .sum(3.5)
                .labels(PROD)
                .build();

        assertThat(text(HistogramSnapshot.builder().name("h").dataPoint(times).build(), counter("c", PROD, 3)))
                .isEqualTo("""
                        # HELP c_total Help.
                        # TYPE c_total counter
                        c_total{target="prod"} 3.0
                        # TYPE h histogram
                        h_bucket{target="prod",le="0.5"} 2
                        h_bucket{target="prod",le="+Inf"} 3
                        h_count{target="prod"} 3
                        h_sum{target="prod"} 3.5
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1,
                -1,
                0.5,
                1e-3,
                9.999e-4,
                9_999_999,
                9_999_999.5,
                1e7,
                1.772600769E9,
                1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void numbers_are_as_the_library_writes_them(double value) throws IOException {
        assertSame(gauge("g", PROD, value));
    }

    @Test
    void names_are_as_the_library_writes_them() throws IOException {
        assertSame(
                gauge("größe", PROD, 1),
                gauge("dotted.name", PROD, 1),
                gauge("odd_label", Labels.of("größe", "1"), 1),
                gauge("dotted_label", Labels.of("a.b", "1"), 1));
    }

    static Stream<MetricSnapshot> unknown() {
        return Stream.of(
                SummarySnapshot.builder()
                        .name("summary")
                        .dataPoint(SummaryDataPointSnapshot.builder()
                                .count(2)
                                .sum(1)
                                .build())
                        .build(),
                GaugeSnapshot.builder()
                        .name("dated")
                        .dataPoint(GaugeDataPointSnapshot.builder()
                                .value(1)
                                .scrapeTimestampMillis(1_000)
                                .build())
                        .build(),
                HistogramSnapshot.builder()
                        .name("without_buckets")
                        .dataPoint(HistogramDataPointSnapshot.builder()
                                .nativeSchema(5)
                                .nativeZeroCount(3)
                                .build())
                        .build(),
                HistogramSnapshot.builder()
                        .name("gauges")
                        .gaugeHistogram(true)
                        .dataPoint(HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                        new double[] {Double.POSITIVE_INFINITY}, new long[] {1}))
                                .build())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void what_the_server_does_not_have_is_left_to_the_library(MetricSnapshot family) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(() -> family);

        assertThat(new Scrape(registry)
                        .answer(new Request("/metrics", Map.of(), Map.of(), ""))
                        .body())
                .isEqualTo(registry.scrape())
                .contains(family.getMetadata().getName());
    }

    @Test
    void family_without_samples_has_no_lines() {
        assertThat(text(GaugeSnapshot.builder().name("none").help("Help.").build()))
                .isEmpty();
    }

    @Property
    void any_label_help_and_value_is_as_the_library_writes_it(
            @ForAll String help, @ForAll String first, @ForAll String second, @ForAll double value) throws IOException {
        Labels labels = Labels.of("table", first, "target", second);

        assertSame(
                GaugeSnapshot.builder()
                        .name("g")
                        .help(help)
                        .dataPoint(GaugeDataPointSnapshot.builder()
                                .labels(labels)
                                .value(value)
                                .build())
                        .dataPoint(
                                GaugeDataPointSnapshot.builder().value(-value).build())
                        .build(),
                counter("c", labels, Math.abs(value)),
                InfoSnapshot.builder()
                        .name("i")
                        .dataPoint(
                                InfoDataPointSnapshot.builder().labels(labels).build())
                        .build());
    }

    @Property
    void any_histogram_is_as_the_library_writes_it(
            @ForAll String target, @ForAll double sum, @ForAll List<Double> bounds) throws IOException {
        double[] upperBounds = DoubleStream.concat(
                        bounds.stream().mapToDouble(bound -> bound + 0.0), DoubleStream.of(Double.POSITIVE_INFINITY))
                .distinct()
                .sorted()
                .toArray();
        long[] counts = new long[upperBounds.length];
        Arrays.setAll(counts, i -> i * 7L % 5);

        for (Labels labels : List.of(Labels.EMPTY, Labels.of("target", target))) {
            assertSame(HistogramSnapshot.builder()
                    .name("h")
                    .dataPoint(HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(ClassicHistogramBuckets.of(upperBounds, counts))
                            .sum(sum)
                            .labels(labels)
                            .build())
                    .build());
        }
    }

    @Property
    void odd_characters_are_escaped(@ForAll("odd") String text) throws IOException {
        assertSame(
                gauge("g", Labels.of("a", text, "b", text + "x"), 1),
                InfoSnapshot.builder()
                        .name("i")
                        .help(text)
                        .dataPoint(InfoDataPointSnapshot.builder().build())
                        .build());
    }

    @Provide
    Arbitrary<String> odd() {
        return Arbitraries.strings()
                .withChars("\\\"\n\r\t{},= ä€\ud83d\ude00\ud83d")
                .ofMaxLength(12);
    }

    private static GaugeSnapshot gauge(String name, Labels labels, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help("Help.")
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build())
                .build();
    }

    private static CounterSnapshot counter(String name, Labels labels, double value) {
        return CounterSnapshot.builder()
                .name(name)
                .help("Help.")
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build())
                .build();
    }

    private static void assertSame(MetricSnapshot... families) throws IOException {
        MetricSnapshots all = new MetricSnapshots(families);
        assertThat(ours(all)).isEqualTo(byLibrary(all)).isNotEmpty();
    }

    private static String text(MetricSnapshot... families) {
        return new TextFormat(10).write(new MetricSnapshots(families));
    }

    /** As bytes, in which a lone surrogate is a question mark. */
    private static byte[] ours(MetricSnapshots metrics) {
        return new TextFormat(10).write(metrics).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] byLibrary(MetricSnapshots metrics) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(written, metrics);
        return written.toByteArray();
    }
}
