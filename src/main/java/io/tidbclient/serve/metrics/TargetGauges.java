package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.serve.status.ServerFacts;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.TargetView.Condition;

import java.util.List;
import java.util.Optional;

/** How the targets are: for each one value of each kind. */
final class TargetGauges {
    private static final String TARGET = "target";

    private final GaugeFamily up = new GaugeFamily(
            "tidb_client_target_up", "Whether the last check succeeded: 1 or 0; absent before the first has ended.");
    private final GaugeFamily lastCheck =
            new GaugeFamily("tidb_client_target_last_check_timestamp_seconds", "When the last check ended.");
    private final GaugeFamily duration =
            new GaugeFamily("tidb_client_target_last_check_duration_seconds", "How long the last check took.");
    private final GaugeFamily certificate = new GaugeFamily(
            "tidb_client_target_certificate_expiry_timestamp_seconds",
            "When the first certificate of the chain that the server presented expires.");
    // Its suffix "_info" comes with its type.
    private final InfoSnapshot.Builder info =
            InfoSnapshot.builder().name("tidb_client_target").help("The server that answered, as labels; always 1.");

    private final LabelSets labelSets;

    private TargetGauges(LabelSets labelSets) {
        this.labelSets = labelSets;
    }

    /** @param labelSets those of the scrapes before */
    static List<MetricSnapshot> of(ServerSnapshot server, LabelSets labelSets) {
        TargetGauges gauges = new TargetGauges(labelSets);
        server.targets().forEach(gauges::add);
        return List.of(
                gauges.up.snapshot(),
                gauges.lastCheck.snapshot(),
                gauges.duration.snapshot(),
                gauges.certificate.snapshot(),
                gauges.info.build());
    }

    private void add(TargetView view) {
        Labels target = labelSets.of(TARGET, view.name());
        if (view.condition() != Condition.UNKNOWN) {
            up.add(target, view.condition() == Condition.UP ? 1 : 0);
        }
        view.lastRecord().ifPresent(record -> {
            lastCheck.add(target, Seconds.of(record.endedAt()));
            duration.add(target, Seconds.of(record.took()));
        });
        Optional<ServerFacts> server = view.facts().map(ServerFacts::new);
        server.flatMap(ServerFacts::expiry)
                .map(ServerCertificate.Expiry::notAfter)
                .ifPresent(expiry -> certificate.add(target, Seconds.of(expiry)));
        if (view.condition() != Condition.UNKNOWN) {
            server.ifPresent(facts -> identify(view.name(), facts));
        }
    }

    private void identify(String target, ServerFacts server) {
        server.version()
                .ifPresent(version -> info.dataPoint(InfoDataPointSnapshot.builder()
                        .labels(labelSets.of(
                                TARGET,
                                target,
                                "product",
                                version.product().label(),
                                "version",
                                version.release(),
                                "tls",
                                server.tls().map(TlsInfo::protocol).orElse("")))
                        .build()));
    }
}
