package io.tidbclient.cli.check;

import io.tidbclient.check.CheckFactory;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.check.LastFailure;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Launcher;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.Workflow;
import io.tidbclient.output.RunRenderer;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs a check, or a wait for a server, from the request to the printed result. */
@ApplicationScoped
public class CheckRunner {
    private final Launcher launcher;
    private final Rendering rendering;
    private final CheckFactory checks;

    CheckRunner(Launcher launcher, Rendering rendering, CheckFactory checks) {
        this.launcher = launcher;
        this.rendering = rendering;
        this.checks = checks;
    }

    /** Checks every connection of {@code request}; the exit code. */
    public int run(CheckRequest request, ResolvedSettings settings) {
        return run(prepare(request, settings), settings);
    }

    /**
     * A check of {@code request} that has not begun.
     *
     * @throws ConfigException for a barrier or a TLS file that cannot be used
     */
    Run<CheckSnapshot> prepare(CheckRequest request, ResolvedSettings settings) {
        return checks.prepare(request, withBarrier(CheckWorkflow.of(request), request, settings), List.of());
    }

    /**
     * Tries again and again until every connection of {@code connections} has had an answer; the exit code.
     *
     * @param retry how long to pause between the tries
     * @param timeout when to give up
     */
    public int await(ConnectionPlan connections, RetrySettings retry, Duration timeout, ResolvedSettings settings) {
        return show(
                checks.prepareWait(connections, retry, timeout), settings, LastFailure::with, launcher::runWhileRead);
    }

    private int run(Run<CheckSnapshot> run, ResolvedSettings settings) {
        return show(run, settings, RunResult::verdict, launcher::run);
    }

    /**
     * Runs it and shows it.
     *
     * @param verdict the one that is shown
     * @param launch until its end
     */
    private int show(
            Run<CheckSnapshot> run,
            ResolvedSettings settings,
            Function<RunResult<CheckSnapshot>, RunVerdict> verdict,
            BiFunction<Run<CheckSnapshot>, Launcher.Display<CheckSnapshot>, RunVerdict> launch) {
        try (RunRenderer<CheckSnapshot> renderer = rendering.forSettings(settings)) {
            RunVerdict shown = launch.apply(
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

    private static Workflow withBarrier(Workflow workflow, CheckRequest request, ResolvedSettings settings) {
        Barrier.requireAllAtOnce(request, settings);
        return Barrier.state(settings).map(workflow::withBarrierAt).orElse(workflow);
    }
}
