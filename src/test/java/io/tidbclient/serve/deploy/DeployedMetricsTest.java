package io.tidbclient.serve.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.serve.metrics.AllMeters;
import io.tidbclient.serve.probe.ProbeAnswers;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts, their tests and the dashboard name only metrics and labels that the server has. */
class DeployedMetricsTest {
    /** Those that Prometheus adds to each scrape. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    private static final Pattern NAME = Pattern.compile("\\b(?:tidb_client|process|jvm|probe)_[a-z0-9_]+");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:tidb_client|process|jvm|probe)_[a-z0-9_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!=|!~|=)\"");
    private static final Path DEPLOY = Path.of("deploy");

    private final Map<String, Set<String>> exported = exported();

    @Test
    void alerts_name_metrics_of_the_server() throws IOException {
        List<String> expressions = new ArrayList<>();
        collect(new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/alerts.yaml"))), "expr", expressions);

        assertThat(expressions).hasSizeGreaterThan(8);
        assertKnown(expressions);
    }

    @Test
    void tests_of_the_alerts_have_series_of_the_server_and_cover_every_alert_in_both_ways() throws IOException {
        Object tests = new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/alerts_test.yaml")));
        List<String> series = new ArrayList<>();
        collect(tests, "series", series);
        assertKnown(series);

        List<String> alerts = new ArrayList<>();
        collect(new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/alerts.yaml"))), "alert", alerts);
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        expectations(tests, firing, silent);
        assertThat(firing).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void dashboard_names_metrics_of_the_server() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/tidb-client.json").toFile());

        List<String> expressions = dashboard.findValuesAsText("expr");
        expressions.addAll(dashboard.at("/templating").findValuesAsText("query"));
        assertThat(expressions).hasSizeGreaterThan(20);
        assertKnown(expressions);
        List<JsonNode> panels = new ArrayList<>();
        dashboard.get("panels").forEach(panels::add);
        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
    }

    @Test
    void files_are_well_formed() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            List<Path> yaml =
                    files.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
            assertThat(yaml).hasSizeGreaterThan(9);
            for (Path file : yaml) {
                assertThat(new Yaml().loadAll(Files.readString(file)))
                        .as("%s", file)
                        .isNotEmpty()
                        .doesNotContainNull();
            }
        }
    }

    private void assertKnown(List<String> expressions) {
        for (String expression : expressions) {
            Matcher names = NAME.matcher(expression);
            while (names.find()) {
                assertThat(exported).as(expression).containsKey(names.group());
            }
            Matcher selectors = SELECTOR.matcher(expression);
            while (selectors.find()) {
                Set<String> labels = new HashSet<>();
                LABEL.matcher(selectors.group(2)).results().forEach(label -> labels.add(label.group(1)));
                labels.removeAll(OF_THE_SCRAPE);
                assertThat(exported.get(selectors.group(1))).as(expression).containsAll(labels);
            }
        }
    }

    /** The labels of each metric, by name; a histogram's parts have names of their own. */
    private static Map<String, Set<String>> exported() {
        Map<String, Set<String>> labels = new HashMap<>();
        Stream.concat(Stream.of(AllMeters.scrape()), ProbeAnswers.all().stream())
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    Set<String> of = labels.computeIfAbsent(line.split("[{ ]", 2)[0], name -> new HashSet<>());
                    LABEL.matcher(line).results().forEach(label -> of.add(label.group(1)));
                });
        return labels;
    }

    /** The texts that {@code key} has anywhere below {@code node}. */
    private static void collect(Object node, String key, List<String> found) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (key.equals(name)) {
                        found.add((String) value);
                    } else {
                        collect(value, key, found);
                    }
                });
            case List<?> list -> list.forEach(item -> collect(item, key, found));
            case null, default -> {}
        }
    }

    private static void expectations(Object node, Set<String> firing, Set<String> silent) {
        switch (node) {
            case Map<?, ?> map
            when map.get("alertname") instanceof String alert ->
                (((List<?>) map.get("exp_alerts")).isEmpty() ? silent : firing).add(alert);
            case Map<?, ?> map -> map.values().forEach(value -> expectations(value, firing, silent));
            case List<?> list -> list.forEach(item -> expectations(item, firing, silent));
            case null, default -> {}
        }
    }
}
