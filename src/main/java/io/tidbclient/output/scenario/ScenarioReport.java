package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.scenario.play.Performance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All scenarios that one command played.
 *
 * @param target the server's address
 * @param version what kind of server it is; empty when it was not reached
 * @param startedAt when it began
 * @param took to the end
 * @param performances in the order in which they ended
 * @param verdict what came of all
 */
public record ScenarioReport(
        String target,
        Optional<ServerVersion> version,
        Instant startedAt,
        Duration took,
        List<Performance> performances,
        RunVerdict verdict) {
    public ScenarioReport {
        performances = List.copyOf(performances);
    }

    /** The same with another verdict. */
    public ScenarioReport but(RunVerdict other) {
        return new ScenarioReport(target, version, startedAt, took, performances, other);
    }

    /** How many ended so. */
    public long count(Performance.Status status) {
        return performances.stream()
                .filter(performance -> performance.status() == status)
                .count();
    }
}
