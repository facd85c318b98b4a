package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.RunVerdict;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of an order's scenarios.
 *
 * @param version what kind of server it is; empty when it was not reached
 * @param results in the order in which they ended
 * @param verdict the outcome of all
 */
public record ScenarioOutcome(Optional<ServerVersion> version, List<ScenarioResult> results, RunVerdict verdict) {
    public ScenarioOutcome {
        results = List.copyOf(results);
    }
}
