package io.tidbclient.cli.imports;

import io.tidbclient.check.LastFailure;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.Launcher;
import io.tidbclient.cli.LongRunHeap;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportFactory;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.RunRenderer;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs what a command about import jobs asks for, from the request to the printed result. */
@ApplicationScoped
public class ImportsRunner {
    private final Launcher launcher;
    private final ImportsRendering rendering;
    private final Interrupts interrupts;
    private final ImportFactory imports;

    ImportsRunner(Launcher launcher, ImportsRendering rendering, Interrupts interrupts, ImportFactory imports) {
        this.launcher = launcher;
        this.rendering = rendering;
        this.interrupts = interrupts;
        this.imports = imports;
    }

    /** The outcome. */
    record Followed(RunVerdict verdict, ImportSnapshot last) {
        List<JobLine> jobs() {
            return last.lines();
        }
    }

    /** Runs it and shows it; the exit code. */
    int run(ImportsRequest request) {
        Run<ImportSnapshot> run = prepare(request);
        Outcome outcome;
        try (RunRenderer<ImportSnapshot> renderer = rendering.forRequest(request)) {
            outcome = run(request, run, renderer).verdict().outcome();
        }
        // Closing waits for hooks, and whoever interrupts that has not had all that was asked for.
        OptionalInt signal = interrupts.first();
        return ExitCode.of(outcome.isSuccess() && signal.isPresent() ? Outcome.ofSignal(signal.getAsInt()) : outcome);
    }

    /** Runs it and shows nothing, unless it fails. */
    Followed quietly(ImportsRequest request) {
        Run<ImportSnapshot> run = prepare(request);
        try (RunRenderer<ImportSnapshot> renderer = rendering.onlyFailures(request)) {
            return run(request, run, renderer);
        }
    }

    /** Runs it without any output; the jobs that were seen. */
    List<JobLine> silently(ImportsRequest request) {
        Run<ImportSnapshot> run = prepare(request);
        try (RunRenderer<ImportSnapshot> renderer = new SilentRenderer()) {
            return run(request, run, renderer).jobs();
        }
    }

    private Run<ImportSnapshot> prepare(ImportsRequest request) {
        return imports.prepare(request.run(), ImportSettingValues.jobFold(request.settings()));
    }

    private Followed run(ImportsRequest request, Run<ImportSnapshot> run, RunRenderer<ImportSnapshot> renderer) {
        LongRunHeap.use();
        AtomicReference<ImportSnapshot> last = new AtomicReference<>();
        Launcher.Display<ImportSnapshot> display = new Launcher.Display<>(
                update -> renderer.taken(update.event(), update.after()),
                result -> {
                    last.set(result.last());
                    return finish(request, renderer, result);
                },
                renderer::abandon);
        RunVerdict verdict = request.isWatch() ? launcher.runWhileRead(run, display) : launcher.run(run, display);
        return new Followed(verdict, last.get());
    }

    private static RunVerdict finish(
            ImportsRequest request, RunRenderer<ImportSnapshot> renderer, RunResult<ImportSnapshot> result) {
        ImportSnapshot last = result.last();
        ImportsRequest.Result wanted = request.result();
        RunVerdict verdict = LastFailure.with(
                wanted.verdict().of(result.verdict(), ImportVerdict.Jobs.of(last, wanted.criteria())), last.check());
        renderer.finished(last, verdict);
        return verdict;
    }
}
