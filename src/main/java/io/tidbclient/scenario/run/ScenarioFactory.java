package io.tidbclient.scenario.run;

import io.quarkus.arc.All;
import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.ConnectionSettings;
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
        return new ProbedScenarioRun(order, probe(order.base()), executor, time.wall());
    }

    /** Asks the server what it is, with the check's own states, once. */
    private Run<CheckSnapshot> probe(ConnectionSettings connection) {
        ResilientCalls once = ResilientCalls.once(timer, time.monotonic());
        CheckRun check = new CheckRun(number -> connection, WatchLimits.NONE, once, time.monotonic());
        Duration limit =
                connection.timeouts().connect().plus(connection.timeouts().read());
        Workflow workflow = CheckWorkflow.upTo("GettingVersion", limit);
        RunPlan plan = new RunPlan(
                workflow,
                List.of(new Participant(connection.name(), context -> check.prepare(context, 0))),
                1,
                false,
                Optional.empty());
        return new Coordinator(new StateMachine.Environment(
                        Handlers.covering(workflow, handlers), failures::classify, time.wall(), timer, blocking))
                .prepare(plan, CheckFold.of(List.of(connection)));
    }
}
