package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.run.ImportRequest.Action;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/**
 * Prepares runs that start, cancel or follow import jobs: makes a {@link Run} of each {@link ImportRequest}, with the handlers,
 * threads and clocks that it was given and owns none of. Immutable: any number of threads may use it, and any number of its runs
 * may work at the same time. Each run has retries, circuit breakers and watches of its own; data sources are shared by name, so
 * connections of runs at the same time need different names.
 */
public final class ImportFactory {
    /** For waits without a limit; a state has a limit nevertheless. */
    private static final Duration EVER = Duration.ofDays(3650);

    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final TlsContexts tls;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;

    /**
     * @param handlers at least those of the states of {@link ImportWorkflow}; they keep nothing of a run
     * @param failures classifies what is thrown
     * @param tls reads the TLS files of the connections
     * @param blocking runs the calls that block
     * @param timer runs what is delayed; shut down by its owner
     * @param time stamps events, and times limits
     */
    public ImportFactory(
            List<StateHandler> handlers,
            FailureClassifier failures,
            TlsContexts tls,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time) {
        this.handlers = List.copyOf(handlers);
        this.failures = failures;
        this.tls = tls;
        this.blocking = blocking;
        this.timer = timer;
        this.time = time;
    }

    /**
     * The run of {@code request}, which {@link Run#start} starts. Reads the TLS files; opens no connection.
     *
     * @param jobs folds the polls; used by this run alone
     * @throws IllegalStateException when a state of the workflow has no handler
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<ImportSnapshot> prepare(ImportRequest request, JobFold jobs) {
        List<ConnectionSettings> connections = request.connections();
        tls.checkAll(connections);
        CheckRun shared = new CheckRun(connections::get, request.limits(), calls(request.patience()), time.monotonic());
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
                request.patience().timeout());
        Coordinator coordinator = new Coordinator(new StateMachine.Environment(
                Handlers.covering(workflow, handlers), failures::classify, time.wall(), timer, blocking));
        return coordinator
                .prepare(plan, new ImportFold(CheckFold.of(connections), jobs))
                .observe(update -> failed(update.event()).ifPresent(name -> failed(request, name, shared)));
    }

    private ResilientCalls calls(Patience patience) {
        return patience.comesUp()
                ? CheckRun.untilUp(patience.retry(), failures, timer, time.monotonic())
                : CheckRun.resilientCalls(patience.retry(), patience.breaker(), failures, timer, time.monotonic());
    }

    private static Optional<String> failed(RunEvent event) {
        return event instanceof RunEvent.Transitioned moved && moved.to() == State.TerminalState.FAILED
                ? Optional.of(moved.connection())
                : Optional.empty();
    }

    /** The first connection to a server follows its jobs: without it no connection waits for what it would see. */
    private static void failed(ImportRequest request, String name, CheckRun shared) {
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

    private static Participant participant(ImportRequest request, int number, CheckRun shared) {
        ConnectionSettings connection = request.connections().get(number);
        return new Participant(connection.name(), context -> {
            shared.prepare(context, number);
            request.action().ifPresent(action -> action.orders().accept(context, number));
        });
    }
}
