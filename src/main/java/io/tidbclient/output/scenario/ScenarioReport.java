package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.run.ScenarioResult;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All scenarios that one command run.
 *
 * @param target the server's address
 * @param version what kind of server it is; empty when it was not reached
 * @param startedAt when it began
 * @param took to the end
 * @param results in the order in which they ended
 * @param verdict the outcome of all
 */
public record ScenarioReport(
        String target,
        Optional<ServerVersion> version,
        Instant startedAt,
        Duration took,
        List<ScenarioResult> results,
        RunVerdict verdict) {
    public ScenarioReport {
        results = List.copyOf(results);
    }

    /** The same with another verdict. */
    public ScenarioReport but(RunVerdict other) {
        return new ScenarioReport(target, version, startedAt, took, results, other);
    }

    /** How many ended so. */
    public long count(ScenarioResult.Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
