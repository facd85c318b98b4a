package io.tidbclient.cli.imports;

import io.quarkus.arc.All;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Target;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.coordination.Coordinator;
import io.tidbclient.coordination.Run;
import io.tidbclient.coordination.RunPlan;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.coordination.RunResult;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.coordination.StopCause;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsModel;
import io.tidbclient.output.imports.JobLine;
import io.tidbclient.resilience.GuardedCalls;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Handlers;
import io.tidbclient.state.StateHandler;
import io.tidbclient.state.StateMachine;
import io.tidbclient.state.Workflow;
import io.tidbclient.state.handler.CheckRun;
import io.tidbclient.state.handler.CheckWorkflow;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs what a command about import jobs asks for, from the request to the printed result. */
@ApplicationScoped
public class ImportsRunner {
    /** For whatever waits for ever; a state has a limit all the same. */
    private static final Duration EVER = Duration.ofDays(3650);

    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final ImportsRendering rendering;
    private final Interrupts interrupts;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    ImportsRunner(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            ImportsRendering rendering,
            Interrupts interrupts,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            Clock clock) {
        this.handlers = handlers;
        this.failures = failures;
        this.rendering = rendering;
        this.interrupts = interrupts;
        this.blocking = blocking;
        this.timer = timer;
        this.clock = clock;
    }

    /** What came of it. */
    record Outcome(RunVerdict verdict, List<JobLine> jobs) {}

    /** Runs it and shows it; the exit code. */
    int run(ImportsRequest request) {
        ImportsModel model = rendering.model(request);
        try (RunRenderer renderer = rendering.forRequest(request, model)) {
            return run(request, model, renderer).verdict().exitCode();
        }
    }

    /** Runs it and shows nothing, unless it fails. */
    Outcome quietly(ImportsRequest request) {
        ImportsModel model = rendering.model(request);
        try (RunRenderer renderer = rendering.onlyFailures(request, model)) {
            return run(request, model, renderer);
        }
    }

    private Outcome run(ImportsRequest request, ImportsModel model, RunRenderer renderer) {
        RetrySettings retry = request.retry();
        try (GuardedCalls guarded = GuardedCalls.of(
                retry,
                request.breaker(),
                thrown -> request.comesUp() ? mayComeUp(thrown) : kind(thrown).retryable(),
                thrown -> kind(thrown).meansHostDown())) {
            List<ConnectionSettings> connections = request.connections();
            CheckRun shared = new CheckRun(connections::get, request.limits(), guarded, clock);
            Workflow workflow = CheckWorkflow.ofImports(
                    EVER, request.acts(), connections.getFirst().database().isPresent());
            RunPlan plan = new RunPlan(
                    workflow,
                    IntStream.range(0, connections.size())
                            .mapToObj(number -> participant(request, number, shared))
                            .toList(),
                    connections.size(),
                    false,
                    request.timeout());
            StateMachine.Environment environment = new StateMachine.Environment(
                    Handlers.covering(workflow, handlers), failures::classify, clock, timer, blocking);
            Run run = new Coordinator(environment).prepare(plan, renderer::on);
            interrupts.listen(signal -> run.stop(new StopCause.Interrupted(signal)));
            run.start();
            RunResult result = run.result().await().indefinitely();
            List<JobLine> jobs = connections.stream()
                    .map(ConnectionSettings::target)
                    .distinct()
                    .flatMap(target -> wanted(request, model, target).stream())
                    .toList();
            RunVerdict verdict = request.verdict().of(result.verdict(), jobs);
            renderer.finished(result.last(), verdict);
            return new Outcome(verdict, jobs);
        }
    }

    private static List<JobLine> wanted(ImportsRequest request, ImportsModel model, Target target) {
        return model.of(target).stream().filter(request.wanted()).toList();
    }

    private static Participant participant(ImportsRequest request, int number, CheckRun shared) {
        ConnectionSettings connection = request.connections().get(number);
        return new Participant(connection.name(), connection.target(), context -> {
            shared.prepare(context, number);
            request.orders().accept(context, number);
        });
    }

    private FailureKind kind(Throwable thrown) {
        return failures.classify(thrown).kind();
    }

    /** A name that is not known yet may be soon, where services are started together. */
    private boolean mayComeUp(Throwable thrown) {
        return kind(thrown).retryable() || kind(thrown) == FailureKind.UNKNOWN_HOST;
    }
}
