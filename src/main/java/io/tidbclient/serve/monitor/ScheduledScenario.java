package io.tidbclient.serve.monitor;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Plan;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioOrder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is run on a target again and again: a script or a suite.
 *
 * @param name unique among those of the target
 * @param plan when it is due
 * @param timeout how long a run of each scenario may take; positive
 * @param scenarios in the order of the scripts, at least one; all of their sessions are on the target
 */
public record ScheduledScenario(String name, Plan plan, Duration timeout, List<Scenario> scenarios) {
    public ScheduledScenario {
        scenarios = List.copyOf(scenarios);
        scenarios.forEach(scenario -> scenario.requireServers(1));
        if (name.isBlank() || scenarios.isEmpty() || !timeout.isPositive()) {
            throw new IllegalArgumentException("a scheduled scenario has a name, something to run and time for it");
        }
    }

    /** A run of it on a server. */
    ScenarioOrder on(ConnectionSettings server, long seed) {
        return new ScenarioOrder(
                scenarios, ScenarioOrder.Pace.ONCE, seed, List.of(server), Optional.of(timeout), false);
    }
}
