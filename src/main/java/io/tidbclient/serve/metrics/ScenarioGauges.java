package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ServerSnapshot;

import java.util.List;

/** What the last runs of the targets' scenarios came to. */
final class ScenarioGauges {
    private final GaugeFamily passed = new GaugeFamily(
            "tidb_client_scenario_passed",
            "Whether the last run passed: 1 or 0; absent before the first, and when it was skipped.");
    private final GaugeFamily duration =
            new GaugeFamily("tidb_client_scenario_duration_seconds", "How long the last run took.");
    private final GaugeFamily lastRun =
            new GaugeFamily("tidb_client_scenario_last_run_timestamp_seconds", "When the last run ended.");

    private ScenarioGauges() {}

    /** @param labelSets those of the scrapes before */
    static List<MetricSnapshot> of(ServerSnapshot server, LabelSets labelSets) {
        ScenarioGauges gauges = new ScenarioGauges();
        server.targets()
                .forEach(target -> target.scenarios()
                        .all()
                        .forEach(scenario -> scenario.last()
                                .ifPresent(run -> gauges.add(
                                        labelSets.of(
                                                "scenario",
                                                TerminalText.clean(scenario.name()),
                                                "target",
                                                target.name()),
                                        run))));
        return List.of(gauges.passed.snapshot(), gauges.duration.snapshot(), gauges.lastRun.snapshot());
    }

    private void add(Labels labels, ScenarioRecord run) {
        if (run.status() != Status.SKIPPED) {
            passed.add(labels, run.status() == Status.PASSED ? 1 : 0);
        }
        duration.add(labels, Seconds.of(run.took()));
        lastRun.add(labels, Seconds.of(run.endedAt()));
    }
}
