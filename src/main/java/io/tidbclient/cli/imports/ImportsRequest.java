package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.WatchGoal;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Resilience;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.output.imports.ListingKind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

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
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    /**
     * How often and how long servers are tried.
     *
     * @param retry how connecting and reading are retried
     * @param breaker when a host's circuit breaker opens and closes
     * @param timeout for everything, if there is one
     * @param comesUp whether a host that is not known yet is waited for
     */
    record Patience(RetrySettings retry, BreakerSettings breaker, Optional<Duration> timeout, boolean comesUp) {
        /** As the settings say. */
        static Patience of(ResolvedSettings settings) {
            return new Patience(Resilience.retry(settings), Resilience.breaker(settings), Optional.empty(), false);
        }

        /** As the settings say, without a circuit breaker. */
        static Patience withAllHosts(ResolvedSettings settings) {
            return new Patience(Resilience.retry(settings), BreakerSettings.NEVER_OPEN, Optional.empty(), false);
        }

        /** Without a limit, whatever happens to the servers. */
        static Patience untilUp(ResolvedSettings settings) {
            return new Patience(Resilience.retryForEver(settings), BreakerSettings.NEVER_OPEN, Optional.empty(), true);
        }

        /** The same, with a limit. */
        Patience within(Optional<Duration> limit) {
            return new Patience(retry, breaker, limit, comesUp);
        }

        /** Each is tried once. */
        static Patience once() {
            return new Patience(RetrySettings.ONCE, BreakerSettings.NEVER_OPEN, Optional.empty(), false);
        }
    }

    /**
     * What is done before following.
     *
     * @param step where it is done
     * @param orders puts into a connection's context what it is to do, by its number from 0
     * @param failed hears of a connection, by its number, that failed before it had done so, or was refused
     */
    record Action(State.Step step, ObjIntConsumer<StateContext> orders, IntConsumer failed) {}

    /**
     * What is made of what was seen.
     *
     * @param listing what it looks like
     * @param named jobs that were asked for by id: hooks hear of their end even when it came before the first poll
     * @param criteria which jobs are meant, in words
     * @param verdict what came of it
     */
    record Result(ListingKind listing, Set<Long> named, JobCriteria criteria, ImportVerdict verdict) {}

    /** One poll of the jobs that are of interest, whether they have ended or not. */
    static ImportsRequest query(
            ResolvedSettings settings, ConnectionPlan plan, JobInterest interest, Patience patience, Result result) {
        WatchLimits limits = new WatchLimits(LONG_ENOUGH, Duration.ofSeconds(1), interest, WatchGoal.ONE_POLL, true);
        return new ImportsRequest(settings, plan.connections(), limits, patience, Optional.empty(), result);
    }
}
