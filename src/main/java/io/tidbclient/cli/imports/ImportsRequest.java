package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.WatchGoal;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest;
import io.tidbclient.importjob.run.ImportRequest.Action;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.output.imports.ListingKind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command about import jobs wants done and shown.
 *
 * @param settings as resolved
 * @param connections one to each server; more where some act and one follows
 * @param limits which jobs are followed, for how long, until when
 * @param patience with servers that do not answer
 * @param action what is done before following, if anything
 * @param result what is made of what was seen
 */
record ImportsRequest(
        ResolvedSettings settings,
        List<ConnectionSettings> connections,
        WatchLimits limits,
        Patience patience,
        Optional<Action> action,
        Result result) {
    /** For one poll; a server that is away for longer is not waited for. Longer than it may be silent by default. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    /**
     * What is made of what was seen.
     *
     * @param listing what it looks like
     * @param named jobs that were asked for by id: hooks hear of their end even when it came before the first poll
     * @param criteria which jobs are meant, in words
     * @param verdict the outcome
     */
    record Result(ListingKind listing, Set<Long> named, JobCriteria criteria, ImportVerdict verdict) {}

    /** What is to be run, without what is made of it. */
    ImportRequest run() {
        return new ImportRequest(connections, limits, patience, action);
    }

    /** Whether following jobs, for any length of time, is all that is wanted: it is for whoever reads the output. */
    boolean isWatch() {
        return action.isEmpty() && !limits.goal().equals(WatchGoal.ONE_POLL);
    }

    /** One poll of the jobs that are of interest, whether they have ended or not. */
    static ImportsRequest query(
            ResolvedSettings settings, ConnectionPlan plan, JobInterest interest, Patience patience, Result result) {
        WatchLimits limits = new WatchLimits(LONG_ENOUGH, Duration.ofSeconds(1), interest, WatchGoal.ONE_POLL, true);
        return new ImportsRequest(settings, plan.connections(), limits, patience, Optional.empty(), result);
    }
}
