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
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.serve.status.TargetJobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * What is checked again and again.
 *
 * @param name unique on the server
 * @param check what one check does
 * @param plan when it is due
 * @param imports how its import jobs are followed; empty when they are not
 * @param scenarios what is run on it, each with a plan and a name of its own
 */
public record Target(
        String name, CheckRequest check, Plan plan, Optional<Following> imports, List<ScheduledScenario> scenarios) {
    private static final Duration EVER = Duration.ofDays(3650);

    /**
     * How import jobs are followed.
     *
     * @param interval from one poll to the next; positive
     * @param stall how long nothing may move before that is a stall; positive
     */
    public record Following(Duration interval, Duration stall) {
        /** Where the user does not say. */
        public static final Following USUAL = new Following(Duration.ofSeconds(5), JobFold.USUAL_STALL);

        public Following {
            if (!interval.isPositive() || !stall.isPositive()) {
                throw new IllegalArgumentException("jobs are polled at intervals, and stall after some time");
            }
        }

        /** Folds the polls of a run. */
        JobFold fold() {
            return new JobFold(stall, OptionalLong.empty());
        }
    }

    public Target {
        scenarios = List.copyOf(scenarios);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a target needs a name");
        }
    }

    /** One without scenarios, whose import jobs are followed as usual, or not at all. */
    public Target(String name, CheckRequest check, Plan plan, boolean imports) {
        this(name, check, plan, imports ? Optional.of(Following.USUAL) : Optional.empty(), List.of());
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
     * @param how one of this target
     * @param generation as for the check
     * @param attempt counts the runs; each goes to the next one of the target's servers
     * @param known whether a job was active when it was last seen, by an earlier run or before the server started: then its end
     *     is of interest, however old the job is
     */
    ImportRequest following(Following how, int generation, int attempt, LongPredicate known) {
        ConnectionSettings own = own(prefix(generation) + attempt + "/imports", attempt);
        WatchLimits limits = new WatchLimits(
                EVER,
                how.interval(),
                (job, active, age) -> active
                        || known.test(job.id())
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

    /**
     * How a run of a scenario reaches the target: the runs go to each of its servers in turn.
     *
     * @param generation as for the check
     * @param number counts the runs of the scenario
     */
    ConnectionSettings ofScenario(int generation, String scenario, long number) {
        return own(prefix(generation) + number + "/scenario " + scenario, number - 1);
    }

    /** A connection to one of its servers, which verifies no database. */
    private ConnectionSettings own(String connection, long turn) {
        List<ConnectionSettings> servers = servers();
        ConnectionSettings server = servers.get(Math.floorMod(turn, servers.size()));
        return new ConnectionSettings(
                connection,
                server.target(),
                server.user(),
                server.password(),
                List.of(),
                server.tls(),
                server.timeouts());
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
