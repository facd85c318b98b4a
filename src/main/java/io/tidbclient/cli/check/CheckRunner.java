package io.tidbclient.cli.check;

import io.quarkus.arc.All;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.FailureKind.Blame;
import io.tidbclient.coordination.Coordinator;
import io.tidbclient.coordination.Run;
import io.tidbclient.coordination.RunPlan;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.coordination.RunResult;
import io.tidbclient.coordination.StopCause;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.resilience.GuardedCalls;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Handlers;
import io.tidbclient.state.StateHandler;
import io.tidbclient.state.StateMachine;
import io.tidbclient.state.Workflow;
import io.tidbclient.state.handler.CheckKeys;
import io.tidbclient.state.handler.CheckRun;
import io.tidbclient.state.handler.CheckWorkflow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/** Runs a check, or a wait for a server, from the request to the printed result. */
@ApplicationScoped
public class CheckRunner {
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final List<StateHandler> handlers;
    private final Rendering rendering;
    private final Interrupts interrupts;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    CheckRunner(
            @All List<StateHandler> handlers,
            Rendering rendering,
            Interrupts interrupts,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            Clock clock) {
        this.handlers = handlers;
        this.rendering = rendering;
        this.interrupts = interrupts;
        this.blocking = blocking;
        this.timer = timer;
        this.clock = clock;
    }

    /** Checks every connection of {@code request}; the exit code. */
    public int run(CheckRequest request, ResolvedSettings settings) {
        Workflow workflow = CheckWorkflow.of(
                request.connection(0).timeouts(), request.retry(), request.monitorDuration());
        GuardedCalls guarded = GuardedCalls.of(
                request.retry(), request.breaker(), CheckRunner::mayBeRetried, CheckRunner::meansDown);
        return run(request, settings, workflow, guarded);
    }

    /** Tries again and again until every connection of {@code request} has had an answer; the exit code. */
    public int await(CheckRequest request, ResolvedSettings settings) {
        RetrySettings retry = new RetrySettings(
                FOR_EVER, request.retry().firstDelay(), request.retry().maxDelay());
        BreakerSettings never = new BreakerSettings(FOR_EVER, Duration.ofDays(1), Duration.ofMillis(1), 1);
        Workflow workflow = CheckWorkflow.untilAnswered(request.timeout().orElseThrow());
        GuardedCalls guarded = GuardedCalls.of(retry, never, CheckRunner::mayComeUp, failure -> false);
        return run(request, settings, workflow, guarded);
    }

    private int run(CheckRequest request, ResolvedSettings settings, Workflow workflow, GuardedCalls guarded) {
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(workflow, handlers), FailureClassifier::classify, clock, timer, blocking);
        CheckRun shared = new CheckRun(
                request::connection,
                new CheckRun.WatchLimits(request.monitorDuration(), request.interval()),
                guarded,
                clock);
        try (guarded;
                RunRenderer renderer = rendering.forSettings(settings)) {
            Run run = new Coordinator(environment).start(plan(request, workflow, shared), renderer);
            interrupts.listen(signal -> run.stop(new StopCause.Interrupted(signal)));
            RunResult result = run.result().await().indefinitely();
            renderer.finished(result.last(), result.verdict());
            return result.verdict().exitCode();
        }
    }

    private static RunPlan plan(CheckRequest request, Workflow workflow, CheckRun shared) {
        List<ConnectionSettings> connections = request.connections();
        List<Participant> participants = IntStream.range(0, connections.size())
                .mapToObj(number -> new Participant(
                        connections.get(number).name(), connections.get(number).target(), context -> {
                            context.put(CheckKeys.RUN, shared);
                            context.put(CheckKeys.NUMBER, number);
                        }))
                .toList();
        return new RunPlan(workflow, participants, request.parallel(), request.failFast(), request.timeout());
    }

    private static boolean mayBeRetried(Throwable thrown) {
        return FailureClassifier.classify(thrown).kind().retryable();
    }

    /** Whether the host itself is in trouble; one that refuses a user is well. */
    private static boolean meansDown(Throwable thrown) {
        return FailureClassifier.classify(thrown).kind().blame() == Blame.UNREACHED;
    }

    /** A name that is not known yet may be soon, where services are started together. */
    private static boolean mayComeUp(Throwable thrown) {
        FailureKind kind = FailureClassifier.classify(thrown).kind();
        return kind.retryable() || kind == FailureKind.UNKNOWN_HOST;
    }
}
