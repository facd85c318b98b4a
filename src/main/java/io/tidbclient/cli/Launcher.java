package io.tidbclient.cli;

import io.quarkus.arc.All;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Fold;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunUpdate;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.output.OutputQueue;
import io.tidbclient.time.TimeSource;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs what a command has planned: with this process's handlers, threads and clocks, until its end or a signal. */
@ApplicationScoped
public class Launcher {
    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final TlsContexts tls;
    private final Interrupts interrupts;
    private final OutputEnd outputEnd;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;

    Launcher(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            TlsContexts tls,
            Interrupts interrupts,
            OutputEnd outputEnd,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time) {
        this.handlers = handlers;
        this.failures = failures;
        this.tls = tls;
        this.interrupts = interrupts;
        this.outputEnd = outputEnd;
        this.blocking = blocking;
        this.timer = timer;
        this.time = time;
    }

    /** What the machines of a workflow share. */
    public StateMachine.Environment environment(Workflow workflow) {
        return new StateMachine.Environment(
                Handlers.covering(workflow, handlers), failures::classify, time.wall(), timer, blocking);
    }

    /**
     * What shows a run.
     *
     * @param update takes note of what happened, on the coordinator's thread, and returns what writes it
     * @param finish writes the result, and returns the verdict that it shows
     * @param abandon as {@link OutputEnd.Ending} has it
     */
    public record Display<S>(
            Function<RunUpdate<S>, Runnable> update, Function<RunResult<S>, RunVerdict> finish, Runnable abandon) {}

    /** As {@link #run}, for what may have no end of its own: it ends, too, when standard output takes nothing more. */
    public <S> RunVerdict runWhileRead(Run<S> run, Display<S> display) {
        outputEnd.onLoss(run::stop);
        return run(run, display);
    }

    /** Runs to the end, or until Ctrl-C or kill stops it, and shows it; the verdict that was shown. */
    public <S> RunVerdict run(Run<S> run, Display<S> display) {
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        interrupts.listen(number -> {
            run.stop(new StopCause.Interrupted(number));
            boolean unused = signal.complete(number);
        });
        try (OutputQueue queue = new OutputQueue(thrown -> run.stop(new StopCause.Broken(thrown.toString())))) {
            run.observe(update -> queue.add(display.update().apply(update)));
            RunResult<S> result = run.start().result().await().indefinitely();
            if (result.stopped().filter(StopCause.OutputLost.class::isInstance).isPresent()) {
                outputEnd.endedByLoss();
            }
            OutputEnd.Ending ending = new OutputEnd.Ending(
                    result.verdict().outcome(), result.verdict().outcome().isStopped(), signal, display.abandon());
            return outputEnd.await(
                    queue,
                    ending,
                    () -> display.finish()
                            .apply(new RunResult<>(
                                    result.run(),
                                    result.last(),
                                    OutputEnd.verdict(result.verdict(), queue),
                                    result.stopped())));
        }
    }

    /**
     * A run of a plan, with this process's handlers; {@link #run} starts it, or the caller.
     *
     * @param fold makes the snapshots that it publishes
     */
    public <S> Run<S> prepare(RunPlan plan, Fold<S> fold) {
        return new Coordinator(environment(plan.workflow())).prepare(plan, fold);
    }

    /**
     * Reads the TLS files that connections name, so that a key that does not fit is reported before connecting.
     *
     * @throws io.tidbclient.config.ConfigException for the first that cannot be used
     */
    public void readTlsFiles(List<ConnectionSettings> connections) {
        tls.checkAll(connections);
    }

    /**
     * Reads the TLS files of one connection.
     *
     * @throws io.tidbclient.config.ConfigException when one of them cannot be used
     */
    public void readTlsFiles(TlsSettings settings) {
        tls.check(settings);
    }
}
