package io.tidbclient.cli.check;

import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.engine.State;

import java.util.Optional;
import java.util.stream.Collectors;

/** The state at which the connections of a check wait for each other, {@code --barrier}. */
final class Barrier {
    private Barrier() {}

    /**
     * The state that the settings name, if they do.
     *
     * @throws ConfigException when the check has no such state
     */
    static Optional<State.Step> state(ResolvedSettings settings) {
        return name(settings)
                .map(name -> CheckWorkflow.STATES.stream()
                        .filter(step -> step.label().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new ConfigException("%s: '%s' is not a state; give one of %s."
                                .formatted(
                                        settings.subject(RunOptions.BARRIER),
                                        name,
                                        CheckWorkflow.STATES.stream()
                                                .map(State::label)
                                                .collect(Collectors.joining(", "))))));
    }

    /**
     * Makes sure that all connections work at once if there is a barrier.
     *
     * @throws ConfigException when they do not
     */
    static void requireAllAtOnce(CheckRequest request, ResolvedSettings settings) {
        int connections = request.plan().size();
        if (name(settings).isPresent() && request.parallel() < connections) {
            throw new ConfigException(
                    "%s: %d connections with --parallel %d would deadlock at the barrier; give --parallel %d or more."
                            .formatted(
                                    settings.subject(RunOptions.BARRIER),
                                    connections,
                                    request.parallel(),
                                    connections));
        }
    }

    private static Optional<String> name(ResolvedSettings settings) {
        return settings.isWanted(RunOptions.BARRIER) ? settings.find(RunOptions.BARRIER) : Optional.empty();
    }
}
