package io.tidbclient.serve;

import io.tidbclient.serve.metrics.AllMeters;
import io.tidbclient.serve.probe.ProbeAnswers;
import io.tidbclient.testing.Promtool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Prometheus' own tool accepts the metrics and the files for it, and each alert fires in a test of the rules. */
class PrometheusRulesIT {
    private final Promtool promtool = Promtool.installed();

    @Test
    void metrics_follow_the_conventions() throws IOException, InterruptedException {
        assertThat(promtool.run(AllMeters.scrape(), "check", "metrics")).isEqualTo(new Promtool.Result(0, ""));
    }

    @Test
    void answers_of_probes_follow_the_conventions() throws IOException, InterruptedException {
        for (String answer : ProbeAnswers.all()) {
            assertThat(promtool.run(answer, "check", "metrics")).isEqualTo(new Promtool.Result(0, ""));
        }
    }

    @Test
    void each_alert_fires_when_it_should_and_not_otherwise() throws IOException, InterruptedException {
        assertSucceeds(promtool.run("", "check", "rules", "deploy/prometheus/alerts.yaml"));
        assertSucceeds(promtool.run("", "test", "rules", "deploy/prometheus/alerts_test.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/prometheus/prometheus.yml", "deploy/compose/prometheus.yml"})
    void scrape_configuration_is_valid(String file, @TempDir Path folder) throws IOException, InterruptedException {
        Path config = Files.copy(Path.of(file), folder.resolve("prometheus.yml"));
        Files.copy(Path.of("deploy/prometheus/alerts.yaml"), folder.resolve("alerts.yaml"));

        assertSucceeds(promtool.run("", "check", "config", config.toString()));
    }

    private static void assertSucceeds(Promtool.Result result) {
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("SUCCESS").doesNotContain("FAILED", "WARNING");
    }
}
