package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is counted of the targets' scenarios: a metric for each scenario and verdict. */
public final class ScenarioMeters {
    private static final String PREFIX = "tidb.client.scenario.";
    private static final String RUNS = PREFIX + "runs";

    private final MeterRegistry registry;

    /** @param registry where they are registered */
    public ScenarioMeters(MeterRegistry registry) {
        this.registry = registry;
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
            case ServerEvent.HistoryRead read -> {}
        }
    }

    private static Optional<ScenarioView> scenario(ServerUpdate update, ServerEvent.ScenarioEvent event) {
        return update.after()
                .target(event.target())
                .flatMap(view -> view.scenarios().find(event.scenario()));
    }

    private void count(ServerEvent.ScenarioEnded ended) {
        Counter.builder(RUNS)
                .description("Runs of scenarios that have ended, by their verdict.")
                .tags(labels(ended.target(), ended.scenario())
                        .and("verdict", ended.record().status().label()))
                .register(registry)
                .increment();
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
