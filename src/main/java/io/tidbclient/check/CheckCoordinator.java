package io.tidbclient.check;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.connection.AgroalSessionFactory;
import io.tidbclient.connection.ConnectionRegistry;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.Workflow;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimeSource;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Makes runs of checks, for programs that use this tool as a library: a {@link Coordinator} with everything that a check needs.
 * Owns its threads, its timer and the data sources of the connections. Any number of runs can be made, one after the other
 * or at the same time; connections of runs at the same time need different names.
 */
public final class CheckCoordinator implements AutoCloseable {
    private final FailureClassifier failures = new FailureClassifier();
    private final TimeSource time = new TimeSource(Clock.systemUTC(), NanoClock.SYSTEM);
    private final TlsContexts tls = new TlsContexts();
    private final ConnectionRegistry registry = new ConnectionRegistry(tls);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 1).factory());
    private final BlockingWork blocking = new BlockingWork(threads);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timer").factory());
    private final CheckFactory checks = new CheckFactory(
            CheckHandlers.of(
                    new AgroalSessionFactory(registry, failures, time.monotonic()),
                    blocking,
                    failures,
                    timer,
                    time.monotonic()),
            failures,
            tls,
            blocking,
            timer,
            time);

    private CheckCoordinator() {}

    /** A coordinator, to be closed after its runs. Opens no connection. */
    public static CheckCoordinator open() {
        return new CheckCoordinator();
    }

    /**
     * The check of {@code request}, which {@link Run#start} starts.
     *
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<CheckSnapshot> prepare(CheckRequest request) {
        return checks.prepare(request);
    }

    /**
     * The check of {@code request} with states of the caller's own, which {@link Run#start} starts.
     *
     * @param workflow what every connection goes through: {@link CheckWorkflow#of(CheckRequest)} with states added, or another one
     *     of the check's states
     * @param own handlers for states that are not the check's, or in place of the check's
     * @throws IllegalStateException when a state of the workflow has no handler, or two
     * @throws IllegalArgumentException when the workflow has a barrier and {@code request} lets fewer than all connections work
     *     at once
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public Run<CheckSnapshot> prepare(CheckRequest request, Workflow workflow, List<? extends StateHandler> own) {
        return checks.prepare(request, workflow, own);
    }

    /**
     * Closes the connections and ends the threads. A run that has not ended by then is cut off and its result may never arrive:
     * {@link Run#stop} it and wait for its result before.
     */
    @Override
    public void close() {
        registry.close();
        tls.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
