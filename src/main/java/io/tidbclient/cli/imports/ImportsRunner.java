package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.LastFailure;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.Launcher;
import io.tidbclient.cli.imports.ImportsRequest.Action;
import io.tidbclient.cli.imports.ImportsRequest.Patience;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.run.ImportFold;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.ImportWorkflow;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs what a command about import jobs asks for, from the request to the printed result. */
@ApplicationScoped
public class ImportsRunner {
    /** For waits without a limit; a state has a limit nevertheless. */
    private static final Duration EVER = Duration.ofDays(3650);

    private final Launcher launcher;
    private final ImportsRendering rendering;
    private final Interrupts interrupts;
    private final NanoClock nanoClock;

    ImportsRunner(Launcher launcher, ImportsRendering rendering, Interrupts interrupts, NanoClock nanoClock) {
        this.launcher = launcher;
        this.rendering = rendering;
        this.interrupts = interrupts;
        this.nanoClock = nanoClock;
    }

    /** What came of it. */
    record Followed(RunVerdict verdict, ImportSnapshot last) {
        List<JobLine> jobs() {
            return last.lines();
        }
    }

    /** Runs it and shows it; the exit code. */
    int run(ImportsRequest request) {
        launcher.readTlsFiles(request.connections());
        Outcome outcome;
        try (RunRenderer<ImportSnapshot> renderer = rendering.forRequest(request)) {
            outcome = run(request, renderer).verdict().outcome();
        }
        // Closing waits for hooks, and whoever interrupts that has not had all that was asked for.
        OptionalInt signal = interrupts.first();
        return ExitCode.of(outcome.isSuccess() && signal.isPresent() ? Outcome.ofSignal(signal.getAsInt()) : outcome);
    }

    /** Runs it and shows nothing, unless it fails. */
    Followed quietly(ImportsRequest request) {
        launcher.readTlsFiles(request.connections());
        try (RunRenderer<ImportSnapshot> renderer = rendering.onlyFailures(request)) {
            return run(request, renderer);
        }
    }

    /** Runs it without any output; the jobs that were seen. */
    List<JobLine> silently(ImportsRequest request) {
        launcher.readTlsFiles(request.connections());
        try (RunRenderer<ImportSnapshot> renderer = new SilentRenderer()) {
            return run(request, renderer).jobs();
        }
    }

    private Followed run(ImportsRequest request, RunRenderer<ImportSnapshot> renderer) {
        Patience patience = request.patience();
        ResilientCalls resilientCalls = patience.comesUp()
                ? launcher.untilUp(patience.retry())
                : launcher.resilientCalls(patience.retry(), patience.breaker());
        List<ConnectionSettings> connections = request.connections();
        CheckRun shared = new CheckRun(connections::get, request.limits(), resilientCalls, nanoClock);
        Workflow workflow = ImportWorkflow.of(
                EVER,
                request.action().map(Action::step),
                !connections.getFirst().databases().isEmpty());
        RunPlan plan = new RunPlan(
                workflow,
                IntStream.range(0, connections.size())
                        .mapToObj(number -> participant(request, number, shared))
                        .toList(),
                connections.size(),
                false,
                patience.timeout());
        ImportFold fold = new ImportFold(CheckFold.of(connections), ImportSettingValues.jobFold(request.settings()));
        Run<ImportSnapshot> run = launcher.prepare(plan, fold)
                .observe(update -> failed(update.event()).ifPresent(name -> failed(request, name, shared)));
        AtomicReference<ImportSnapshot> last = new AtomicReference<>();
        RunVerdict verdict = launcher.run(
                run,
                new Launcher.Display<>(
                        update -> renderer.taken(update.event(), update.after()),
                        result -> {
                            last.set(result.last());
                            return finish(request, renderer, result);
                        },
                        renderer::abandon));
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

    private static Optional<String> failed(RunEvent event) {
        return event instanceof RunEvent.Transitioned moved && moved.to() == State.TerminalState.FAILED
                ? Optional.of(moved.connection())
                : Optional.empty();
    }

    /** The first connection to a server follows its jobs: without it no connection waits for what it would see. */
    private static void failed(ImportsRequest request, String name, CheckRun shared) {
        List<String> names =
                request.connections().stream().map(ConnectionSettings::name).toList();
        List<ServerAddress> targets =
                request.connections().stream().map(ConnectionSettings::target).toList();
        int number = names.indexOf(name);
        request.action().ifPresent(action -> action.failed().accept(number));
        if (targets.indexOf(targets.get(number)) == number) {
            shared.endWatch(targets.get(number), "the connection that followed the jobs failed");
        }
    }

    private static Participant participant(ImportsRequest request, int number, CheckRun shared) {
        ConnectionSettings connection = request.connections().get(number);
        return new Participant(connection.name(), context -> {
            shared.prepare(context, number);
            request.action().ifPresent(action -> action.orders().accept(context, number));
        });
    }
}
