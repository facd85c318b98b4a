package io.tidbclient.serve.monitor;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.WatchGoal;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Plan;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.run.ImportRequest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.serve.status.TargetJobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is checked again and again.
 *
 * @param name unique on the server
 * @param check what one check does
 * @param plan when it is due
 * @param imports whether its import jobs are followed
 */
public record Target(String name, CheckRequest check, Plan plan, boolean imports) {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration EVER = Duration.ofDays(3650);

    public Target {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a target needs a name");
        }
    }

    /**
     * The check with connections whose names no other check in progress has: data sources are kept by name.
     *
     * @param generation distinguishes targets of the same name, of which one may be stopping while the next one starts
     * @param check counts the checks: the data sources of one are closed when it has ended
     */
    CheckRequest distinctCheck(int generation, long check) {
        String prefix = prefix(generation) + check + "/";
        return this.check.on(new ConnectionPlan(this.check.connections().stream()
                .map(connection -> connection.named(prefix + connection.name()))
                .toList()));
    }

    /**
     * A run that follows the import jobs: those that are active, and those that were created in the time for which ended ones
     * are kept. Its only connection has a name that no check has, and verifies no database. Every server of a cluster lists
     * the jobs of all, so that one is enough.
     *
     * @param generation as for the check
     * @param attempt counts the runs; each goes to the next one of the target's servers
     */
    ImportRequest following(int generation, int attempt) {
        List<ConnectionSettings> servers = servers();
        ConnectionSettings server = servers.get(Math.floorMod(attempt, servers.size()));
        ConnectionSettings own = new ConnectionSettings(
                prefix(generation) + attempt + "/imports",
                server.target(),
                server.user(),
                server.password(),
                List.of(),
                server.tls(),
                server.timeouts());
        WatchLimits limits = new WatchLimits(
                EVER,
                POLL_INTERVAL,
                (job, active, age) -> active
                        || age.filter(old -> old.compareTo(TargetJobs.KEPT) < 0).isPresent(),
                WatchGoal.NONE,
                true,
                TargetJobs.MOST_ENDED);
        return new ImportRequest(
                List.of(own),
                limits,
                new Patience(check.retry(), check.breaker(), Optional.empty(), false),
                Optional.empty());
    }

    /** A connection to each of its servers. */
    List<ConnectionSettings> servers() {
        Map<ServerAddress, ConnectionSettings> servers = new LinkedHashMap<>();
        check.connections().forEach(connection -> servers.putIfAbsent(connection.target(), connection));
        return List.copyOf(servers.values());
    }

    private String prefix(int generation) {
        return name + "/" + generation + "/";
    }
}
