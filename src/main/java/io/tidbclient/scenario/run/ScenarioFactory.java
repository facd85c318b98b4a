package io.tidbclient.scenario.run;

import io.quarkus.arc.All;
import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Timeouts;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Workflow;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Prepares runs of scenarios. Any number of its runs may work at the same time: each scenario has a private database and private
 * users, named at random. Data sources are kept by name, so that the connections of orders at the same time need different names.
 */
@ApplicationScoped
public class ScenarioFactory {
    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final TlsContexts tls;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;
    private final ScenarioExecutor executor;

    ScenarioFactory(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            TlsContexts tls,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time,
            ScenarioExecutor executor) {
        this.handlers = handlers;
        this.failures = failures;
        this.tls = tls;
        this.blocking = blocking;
        this.timer = timer;
        this.time = time;
        this.executor = executor;
    }

    /**
     * The run of {@code order}, not yet started. Reads the TLS files; opens no connection.
     *
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public ScenarioRun prepare(ScenarioOrder order) {
        tls.checkAll(order.servers());
        // The clients of a program are spread over all servers; a script says itself where its sessions are.
        List<ConnectionSettings> probed = order.program().isPresent() ? order.servers() : List.of(order.base());
        return new ProbedScenarioRun(order, probe(probed), executor, time.wall());
    }

    /** Asks each server what it is, with the check's own states, once. */
    private Run<CheckSnapshot> probe(List<ConnectionSettings> servers) {
        ResilientCalls once = ResilientCalls.once(timer, time.monotonic());
        CheckRun check = new CheckRun(servers::get, WatchLimits.NONE, once, time.monotonic());
        Timeouts timeouts = servers.getFirst().timeouts();
        Duration limit = timeouts.connect().plus(timeouts.read());
        Workflow workflow = CheckWorkflow.upTo("GettingVersion", limit);
        RunPlan plan = new RunPlan(
                workflow,
                IntStream.range(0, servers.size())
                        .mapToObj(number ->
                                new Participant(servers.get(number).name(), context -> check.prepare(context, number)))
                        .toList(),
                servers.size(),
                false,
                Optional.empty());
        return new Coordinator(new StateMachine.Environment(
                        Handlers.covering(workflow, handlers), failures::classify, time.wall(), timer, blocking))
                .prepare(plan, CheckFold.of(servers));
    }
}
