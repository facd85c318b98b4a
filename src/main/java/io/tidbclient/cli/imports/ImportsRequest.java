package io.tidbclient.cli.imports;

import io.tidbclient.cli.Launcher;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.output.imports.JobLine;
import io.tidbclient.output.imports.Shown;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.handler.CheckRun.WatchLimits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * What a command about import jobs wants done and shown.
 *
 * @param settings as resolved
 * @param connections one to each server; more where some act and one follows
 * @param limits which jobs are followed, for how long, until when
 * @param retry how connecting and reading are retried
 * @param breaker when a host is left alone
 * @param acts what is done before following, if anything
 * @param orders puts into a connection's context what it is to do, by its number from 0
 * @param timeout for everything, if there is one
 * @param comesUp whether a host that is not known yet is waited for
 * @param shown what the result looks like
 * @param named jobs that were asked for by id: hooks hear of their end even when it came before the first look
 * @param wanted which of the jobs that are followed are shown
 * @param verdict what came of it
 */
record ImportsRequest(
        ResolvedSettings settings,
        List<ConnectionSettings> connections,
        WatchLimits limits,
        RetrySettings retry,
        BreakerSettings breaker,
        Optional<State.Step> acts,
        ObjIntConsumer<StateContext> orders,
        Optional<Duration> timeout,
        boolean comesUp,
        Shown shown,
        Set<Long> named,
        Predicate<JobLine> wanted,
        ImportsVerdict verdict) {
    static ImportsRequest of(
            ResolvedSettings settings,
            ConnectionPlan plan,
            WatchLimits limits,
            RetrySettings retry,
            BreakerSettings breaker,
            Shown shown,
            Predicate<JobLine> wanted,
            ImportsVerdict verdict) {
        return new ImportsRequest(
                settings,
                plan.connections(),
                limits,
                retry,
                breaker,
                Optional.empty(),
                (context, number) -> {},
                Optional.empty(),
                false,
                shown,
                Set.of(),
                wanted,
                verdict);
    }

    /** The same, given up after a time; a host that is not there yet is waited for. */
    ImportsRequest waiting(Optional<Duration> limit) {
        return new ImportsRequest(
                settings,
                connections,
                limits,
                retry,
                breaker,
                acts,
                orders,
                limit,
                true,
                shown,
                named,
                wanted,
                verdict);
    }

    /** The same about these jobs. */
    ImportsRequest naming(Set<Long> ids) {
        return new ImportsRequest(
                settings,
                connections,
                limits,
                retry,
                breaker,
                acts,
                orders,
                timeout,
                comesUp,
                shown,
                ids,
                wanted,
                verdict);
    }

    /** The same with every call made once. */
    ImportsRequest once() {
        return new ImportsRequest(
                settings,
                connections,
                limits,
                Launcher.ONCE,
                breaker,
                acts,
                orders,
                timeout,
                comesUp,
                shown,
                named,
                wanted,
                verdict);
    }

    /** The same with something done before. */
    ImportsRequest acting(
            State.Step step, List<ConnectionSettings> all, ObjIntConsumer<StateContext> how, Optional<Duration> limit) {
        return new ImportsRequest(
                settings,
                all,
                limits,
                retry,
                breaker,
                Optional.of(step),
                how,
                limit,
                comesUp,
                shown,
                named,
                wanted,
                verdict);
    }
}
