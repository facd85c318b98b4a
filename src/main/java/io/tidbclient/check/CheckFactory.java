package io.tidbclient.check;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Workflow;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * Prepares checks: makes a {@link Run} of each {@link CheckRequest}, with the handlers, threads and clocks that it was given and
 * owns none of. Immutable: any number of threads may use it, and any number of its runs may work at the same time. Each run has
 * retries, circuit breakers and watches of its own; data sources are shared by name, so connections of runs at the same time
 * need different names.
 */
public final class CheckFactory {
    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final TlsContexts tls;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;

    /**
     * @param handlers at least those of the check's states; they keep nothing of a run
     * @param failures classifies what is thrown
     * @param tls reads the TLS files of the connections
     * @param blocking runs the calls that block
     * @param timer runs what is delayed; shut down by its owner
     * @param time stamps events, and times limits
     */
    public CheckFactory(
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
     * The check of {@code request}, which {@link Run#start} starts. Reads the TLS files; opens no connection.
     *
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<CheckSnapshot> prepare(CheckRequest request) {
        return prepare(request, CheckWorkflow.of(request), List.of());
    }

    /**
     * The check of {@code request} with another workflow.
     *
     * @param workflow what every connection goes through: {@link CheckWorkflow#of(CheckRequest)} with states or a barrier added,
     *     or another one of the check's states
     * @param own handlers for states that are not the check's, or in place of the check's
     * @throws IllegalStateException when a state of the workflow has no handler, or two
     * @throws IllegalArgumentException when the workflow has a barrier and {@code request} lets fewer than all connections work
     *     at once
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<CheckSnapshot> prepare(CheckRequest request, Workflow workflow, List<? extends StateHandler> own) {
        tls.checkAll(request.connections());
        CheckRun shared = new CheckRun(
                request.connections()::get,
                CheckRun.WatchLimits.of(request),
                CheckRun.resilientCalls(request.retry(), request.breaker(), failures, timer, time.monotonic()),
                time.monotonic(),
                request.warnCertExpiry(),
                request.poolSize());
        RunPlan plan = new RunPlan(
                workflow,
                shared.participants(request.plan()),
                request.parallel(),
                request.failFast(),
                request.timeout());
        return coordinator(workflow, own).prepare(plan, CheckFold.of(request.connections()));
    }

    /**
     * A run that retries each connection until it has answered and has its databases, or the time limit ends.
     *
     * @param retry the delays between the tries
     * @param timeout when to give up
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<CheckSnapshot> prepareWait(ConnectionPlan connections, RetrySettings retry, Duration timeout) {
        tls.checkAll(connections.connections());
        CheckRun shared = new CheckRun(
                connections.connections()::get,
                CheckRun.WatchLimits.NONE,
                CheckRun.untilUp(retry, failures, timer, time.monotonic()),
                time.monotonic());
        Workflow workflow = CheckWorkflow.untilAnswered(
                timeout,
                connections.connections().stream()
                        .anyMatch(connection -> !connection.databases().isEmpty()));
        RunPlan plan = new RunPlan(
                workflow, shared.participants(connections), connections.size(), false, Optional.of(timeout));
        return coordinator(workflow, List.of()).prepare(plan, CheckFold.of(connections.connections()));
    }

    private Coordinator coordinator(Workflow workflow, List<? extends StateHandler> own) {
        List<StateHandler> all = Stream.concat(
                        own.stream(),
                        handlers.stream()
                                .filter(handler -> own.stream()
                                        .noneMatch(other -> other.state().equals(handler.state()))))
                .toList();
        return new Coordinator(new StateMachine.Environment(
                Handlers.covering(workflow, all), failures::classify, time.wall(), timer, blocking));
    }
}
