package io.tidbclient.serve;

import io.tidbclient.cli.ServedTool;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.testing.PrometheusServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A Prometheus with the configuration and the rules of {@code deploy/prometheus}, at shorter intervals. */
class PrometheusScrapeIT {
    private static final Pattern INTERVAL = Pattern.compile("(?m)(_interval|_timeout): \\d+[sm]$");

    @TempDir
    Path folder;

    @Test
    void server_is_scraped_and_probed_and_its_alerts_see_a_target_go_down() throws IOException {
        SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults()
                .withDatabases(SandboxDatabase.of("shop", "orders"))
                .withJobs(JobScript.demo(Duration.ofMinutes(10))));
        try (sandbox;
                ServedTool server = serve(sandbox);
                PrometheusServer prometheus = PrometheusServer.start(configure(server), folder)) {
            prometheus.awaitValue("up{job=\"tidb-client\"}", "1");
            prometheus.awaitValue("tidb_client_target_up", "1");
            prometheus.awaitValue("tidb_client_target_info{product=\"TiDB\"}", "1");
            prometheus.awaitValue("tidb_client_import_job_state{state=\"running\", table=\"shop.orders\"}", "1");
            prometheus.awaitValue("probe_success{target=\"shop\"}", "1");
            prometheus.awaitValue("count(ALERTS{alertname=\"TidbTargetDown\"}) or vector(0)", "0");

            sandbox.close();

            prometheus.awaitValue("tidb_client_target_up{target=\"shop\"}", "0");
            prometheus.awaitValue("probe_success{target=\"shop\"}", "0");
            prometheus.awaitValue("ALERTS{alertname=\"TidbTargetDown\", alertstate=\"pending\"}", "1");
            assertThat(prometheus.values("up{job=\"tidb-client\"}")).containsExactly("1");
        }
    }

    private ServedTool serve(SandboxServer sandbox) throws IOException {
        Path configuration = Files.writeString(folder.resolve("tidb-client.yaml"), """
                user: root
                no-password: true
                serve:
                  every: 1s
                  targets:
                    - {name: shop, host: "127.0.0.1:%d"}
                """.formatted(sandbox.port()));
        return ServedTool.start("--config", configuration.toString());
    }

    private Path configure(ServedTool server) throws IOException {
        String shipped = Files.readString(Path.of("deploy/prometheus/prometheus.yml"));
        Files.copy(Path.of("deploy/prometheus/alerts.yaml"), folder.resolve("alerts.yaml"));
        String address = server.address().replaceAll("^http://|/$", "");
        assertThat(shipped).contains("127.0.0.1:4080", "\"analytics\"");
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                INTERVAL.matcher(shipped)
                        .replaceAll("$1: 1s")
                        .replace("127.0.0.1:4080", address)
                        .replace(", \"analytics\"", ""));
    }
}
