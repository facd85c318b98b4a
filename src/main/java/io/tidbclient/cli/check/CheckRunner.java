package io.tidbclient.cli.check;

import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.check.LastFailure;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Launcher;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.TlsOptions;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.Workflow;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs a check, or a wait for a server, from the request to the printed result. */
@ApplicationScoped
public class CheckRunner {
    private final Launcher launcher;
    private final Rendering rendering;
    private final NanoClock nanoClock;

    CheckRunner(Launcher launcher, Rendering rendering, NanoClock nanoClock) {
        this.launcher = launcher;
        this.rendering = rendering;
        this.nanoClock = nanoClock;
    }

    /** Checks every connection of {@code request}; the exit code. */
    public int run(CheckRequest request, ResolvedSettings settings) {
        return run(prepare(request, settings, request.timeout()), settings);
    }

    /**
     * A check of {@code request} that has not begun.
     *
     * @throws ConfigException for a barrier or a TLS file that cannot be used
     */
    Run<CheckSnapshot> prepare(CheckRequest request, ResolvedSettings settings, Optional<Duration> timeout) {
        ResilientCalls resilientCalls = launcher.resilientCalls(request.retry(), request.breaker());
        Workflow workflow = withBarrier(CheckWorkflow.of(request), request, settings);
        CheckRun shared = new CheckRun(
                request.connections()::get,
                WatchLimits.of(request),
                resilientCalls,
                nanoClock,
                warnCertExpiry(settings),
                request.poolSize());
        RunPlan plan = new RunPlan(
                workflow, participants(request.plan(), shared), request.parallel(), request.failFast(), timeout);
        return launcher.prepare(plan, CheckFold.of(request.connections()));
    }

    /**
     * Tries again and again until every connection of {@code connections} has had an answer; the exit code.
     *
     * @param retry how long to pause between the tries
     * @param timeout when to give up
     */
    public int await(ConnectionPlan connections, RetrySettings retry, Duration timeout, ResolvedSettings settings) {
        ResilientCalls resilientCalls = launcher.untilUp(retry);
        CheckRun shared = new CheckRun(connections.connections()::get, WatchLimits.NONE, resilientCalls, nanoClock);
        RunPlan plan = new RunPlan(
                CheckWorkflow.untilAnswered(timeout),
                participants(connections, shared),
                connections.size(),
                false,
                Optional.of(timeout));
        return run(launcher.prepare(plan, CheckFold.of(connections.connections())), settings, LastFailure::with);
    }

    private int run(Run<CheckSnapshot> run, ResolvedSettings settings) {
        return run(run, settings, RunResult::verdict);
    }

    /** @param verdict the one that is shown */
    private int run(
            Run<CheckSnapshot> run, ResolvedSettings settings, Function<RunResult<CheckSnapshot>, RunVerdict> verdict) {
        try (RunRenderer<CheckSnapshot> renderer = rendering.forSettings(settings)) {
            RunVerdict shown = launcher.run(
                    run,
                    new Launcher.Display<>(
                            update -> renderer.taken(update.event(), update.after()),
                            result -> finish(renderer, result, verdict.apply(result)),
                            renderer::abandon));
            return ExitCode.of(shown.outcome());
        }
    }

    private static RunVerdict finish(
            RunRenderer<CheckSnapshot> renderer, RunResult<CheckSnapshot> result, RunVerdict verdict) {
        renderer.finished(result.last(), verdict);
        return verdict;
    }

    private List<Participant> participants(ConnectionPlan connections, CheckRun shared) {
        launcher.readTlsFiles(connections.connections());
        return shared.participants(connections);
    }

    private static Duration warnCertExpiry(ResolvedSettings settings) {
        return settings.isWanted(TlsOptions.WARN_CERT_EXPIRY)
                ? settings.get(TlsOptions.WARN_CERT_EXPIRY)
                : Duration.ZERO;
    }

    private static Workflow withBarrier(Workflow workflow, CheckRequest request, ResolvedSettings settings) {
        Barrier.requireAllAtOnce(request, settings);
        return Barrier.state(settings).map(workflow::withBarrierAt).orElse(workflow);
    }
}
