package io.tidbclient.serve.status;

import io.tidbclient.scenario.run.ScenarioResult.Status;

import java.util.List;
import java.util.Optional;

/**
 * The scenarios of a target.
 *
 * @param all in the order of the configuration, each with a name of its own; may be none
 */
public record TargetScenarios(List<ScenarioView> all) {
    /** There is none. */
    public static final TargetScenarios NONE = new TargetScenarios(List.of());

    public TargetScenarios {
        all = List.copyOf(all);
    }

    /** The scenario of that name; empty when there is none. */
    public Optional<ScenarioView> find(String name) {
        return all.stream().filter(view -> view.name().equals(name)).findFirst();
    }

    /** How many ended so the last time. */
    public long count(Status status) {
        return all.stream()
                .filter(view -> view.status().equals(Optional.of(status)))
                .count();
    }

    /** How many have not been run. */
    public long notRun() {
        return all.stream().filter(view -> view.last().isEmpty()).count();
    }

    /** This one after an event about one of these; another one changes nothing. */
    TargetScenarios after(ServerEvent.ScenarioEvent event) {
        return new TargetScenarios(all.stream()
                .map(view -> view.name().equals(event.scenario()) ? after(view, event) : view)
                .toList());
    }

    private static ScenarioView after(ScenarioView view, ServerEvent.ScenarioEvent event) {
        return switch (event) {
            case ServerEvent.ScenarioStarted started -> view.started(started.at());
            case ServerEvent.ScenarioEnded ended -> view.ended(ended.record(), ended.next());
            case ServerEvent.ScenarioStopped stopped -> view.stopped();
        };
    }

    /** These ones, none of which has been run. */
    static TargetScenarios scheduled(List<ServerEvent.Due> scenarios) {
        return new TargetScenarios(scenarios.stream()
                .map(due -> ScenarioView.first(due.scenario(), due.at()))
                .toList());
    }
}
