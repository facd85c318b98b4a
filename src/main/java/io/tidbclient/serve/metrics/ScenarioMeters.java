package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The metrics of the targets' scenarios: as many as are configured. */
public final class ScenarioMeters {
    private static final String PREFIX = "tidb.client.scenario.";
    private static final String RUNS = PREFIX + "runs";

    private final MeterRegistry registry;
    private final MultiGauge passed;
    private final MultiGauge duration;
    private final MultiGauge lastRun;

    /** @param registry where they are registered */
    public ScenarioMeters(MeterRegistry registry) {
        this.registry = registry;
        this.passed = MultiGauge.builder(PREFIX + "passed")
                .description("Whether the last run passed: 1 or 0; absent before the first, and when it was skipped.")
                .register(registry);
        this.duration = MultiGauge.builder(PREFIX + "duration")
                .description("How long the last run took.")
                .baseUnit("seconds")
                .register(registry);
        this.lastRun = MultiGauge.builder(PREFIX + "last.run.timestamp")
                .description("When the last run ended.")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Counts what happened. */
    public void on(ServerUpdate update) {
        switch (update.event()) {
            case ServerEvent.TargetsConfigured configured ->
                remove(meter -> !configured.names().contains(meter.getTag("target"))
                        || configured.changed().contains(meter.getTag("target")));
            case ServerEvent.ScenarioEnded ended -> {
                if (scenario(update, ended).isPresent()) {
                    count(ended);
                }
            }
            case ServerEvent.ScenarioStarted started -> {}
            case ServerEvent.ScenarioStopped stopped -> {}
            case ServerEvent.ScenariosScheduled scheduled -> {}
            case ServerEvent.CheckDone done -> {}
            case ServerEvent.CheckStarted started -> {}
            case ServerEvent.CheckStopped stopped -> {}
            case ServerEvent.JobsPolled polled -> {}
            case ServerEvent.JobsFailed failed -> {}
        }
    }

    private static Optional<ScenarioView> scenario(ServerUpdate update, ServerEvent.ScenarioEvent event) {
        return update.after()
                .target(event.target())
                .flatMap(view -> view.scenarios().find(event.scenario()));
    }

    private void count(ServerEvent.ScenarioEnded ended) {
        Counter.builder(RUNS)
                .description("Runs of scenarios that have ended, by what came of them.")
                .tags(labels(ended.target(), ended.scenario())
                        .and("verdict", ended.record().status().label()))
                .register(registry)
                .increment();
    }

    /** Makes the metrics that have a value at a time; not for two threads at once. */
    public void refresh(ServerSnapshot server) {
        register(
                passed,
                server,
                record -> record.status() == Status.SKIPPED
                        ? Optional.empty()
                        : Optional.of(record.status() == Status.PASSED ? 1.0 : 0.0));
        register(duration, server, record -> Optional.of(TargetMeters.seconds(record.took())));
        register(lastRun, server, record -> Optional.of(record.endedAt().toEpochMilli() / 1e3));
    }

    private static void register(
            MultiGauge gauge, ServerSnapshot server, Function<ScenarioRecord, Optional<Double>> value) {
        gauge.register(
                server.targets().stream()
                        .flatMap(target -> target.scenarios().all().stream()
                                .flatMap(scenario -> scenario.last().flatMap(value).stream()
                                        .<MultiGauge.Row<?>>map(number ->
                                                MultiGauge.Row.of(labels(target.name(), scenario.name()), number))))
                        .toList(),
                true);
    }

    private static Tags labels(String target, String scenario) {
        return Tags.of("target", target, "scenario", TerminalText.clean(scenario));
    }

    private void remove(Predicate<Meter.Id> which) {
        List<Meter> gone = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals(RUNS) && which.test(meter.getId()))
                .toList();
        gone.forEach(registry::remove);
    }
}
