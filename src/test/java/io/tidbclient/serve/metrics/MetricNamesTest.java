package io.tidbclient.serve.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The names of the metrics follow Prometheus' conventions, as {@code promtool check metrics} has them and beyond. */
class MetricNamesTest {
    private static final Set<String> OF_EVERY_PROCESS = Set.of("process", "jvm");
    private static final List<String> OTHER_UNITS = List.of(
            "_milliseconds",
            "_ms",
            "_minutes",
            "_hours",
            "_days",
            "_kilobytes",
            "_megabytes",
            "_percent",
            "_info_info");
    private static final List<String> RESERVED = List.of("_count", "_sum", "_bucket", "_created", "_max");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> helps = new HashMap<>();
    private final List<String> samples = new ArrayList<>();

    MetricNamesTest() {
        AllMeters.scrape().lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP")) {
                helps.put(words[2], words[3]);
            } else {
                samples.add(line);
            }
        });
    }

    @Test
    void names_have_the_prefix_of_the_tool_or_are_those_of_every_process() {
        assertThat(types.keySet())
                .hasSizeGreaterThan(18)
                .allMatch(name -> name.startsWith("tidb_client_")
                        || OF_EVERY_PROCESS.contains(name.substring(0, name.indexOf('_'))))
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
                .noneMatch(name -> name.contains("__"));
    }

    @Test
    void counters_and_only_counters_end_in_total() {
        types.forEach((name, type) -> assertThat(name.endsWith("_total"))
                .as("%s of type %s", name, type)
                .isEqualTo(type.equals("counter")));
    }

    @Test
    void units_are_base_units() {
        assertThat(types.keySet()).noneMatch(name -> OTHER_UNITS.stream().anyMatch(name::contains));
    }

    @Test
    void names_have_no_suffix_that_belongs_to_a_part_of_a_histogram() {
        assertThat(types.keySet()).noneMatch(name -> RESERVED.stream().anyMatch(name::endsWith));
    }

    @Test
    void names_do_not_contain_their_type() {
        types.forEach((name, type) -> assertThat(name).doesNotContain("_" + type));
    }

    @Test
    void every_metric_has_a_sentence_of_help() {
        assertThat(helps.keySet()).isEqualTo(types.keySet());
        assertThat(helps.values()).allMatch(help -> help.endsWith("."));
    }

    @Test
    void everything_is_there() {
        assertThat(types.keySet())
                .containsAll(Stream.of(
                                "tidb_client_build_info",
                                "process_cpu_seconds_total",
                                "process_resident_memory_bytes",
                                "process_virtual_memory_bytes",
                                "process_open_fds",
                                "process_max_fds",
                                "process_start_time_seconds",
                                "jvm_memory_used_bytes",
                                "jvm_memory_max_bytes",
                                "tidb_client_http_requests_total",
                                "tidb_client_event_stream_clients",
                                "tidb_client_event_stream_disconnects_total",
                                "tidb_client_event_stream_resets_total",
                                "tidb_client_events_dropped_total")
                        .filter(name -> !name.startsWith("process_") || new ProcessFiles(Path.of("/proc")).exist())
                        .toList());
        assertThat(samples)
                .contains(
                        "tidb_client_scheduler_silence_seconds 1.5",
                        "tidb_client_build_info{runtime=\"jvm\",version=\"1.2.3\"} 1",
                        "tidb_client_http_requests_total{code=\"200\",path=\"/metrics\"} 1.0")
                .noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void counters_are_read_when_asked_for_however_much_memory_is_reclaimed() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        long[] dropped = {0};
        HttpMeters unused = new HttpMeters(registry, Map.of(), () -> dropped[0]);
        WeakReference<Object> reclaimed = new WeakReference<>(new Object());
        while (reclaimed.get() != null) {
            System.gc();
        }
        dropped[0] = 7;

        assertThat(registry.scrape()).contains("\ntidb_client_events_dropped_total 7.0");
    }
}
