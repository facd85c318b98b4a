package io.tidbclient.scenario.run;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.MachineListener;
import io.tidbclient.engine.MachineResult;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Transition;
import io.tidbclient.engine.Workflow;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs the connection check's states as a step of a scenario: the same machine, with one try and no watch. */
@ApplicationScoped
class NestedCheck implements ConnectionCheck {
    private final List<StateHandler> handlers;
    private final SessionFactory sessions;
    private final FailureClassifier failures;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;

    NestedCheck(
            @All List<StateHandler> handlers,
            SessionFactory sessions,
            FailureClassifier failures,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time) {
        this.handlers = handlers;
        this.sessions = sessions;
        this.failures = failures;
        this.blocking = blocking;
        this.timer = timer;
        this.time = time;
    }

    @Override
    public Uni<Optional<Failure>> run(ConnectionSettings settings, String state) {
        Duration limit = settings.timeouts().connect().plus(settings.timeouts().read());
        Workflow workflow = CheckWorkflow.upTo(state, limit);
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(workflow, handlers), failures::classify, time.wall(), timer, blocking);
        StateContext context = new StateContext(settings.name(), MessageBus.none(), event -> {});
        ConnectionSettings own = settings.named("check of " + settings.name());
        new CheckRun(number -> own, WatchLimits.NONE, ResilientCalls.once(timer, time.monotonic()), time.monotonic())
                .prepare(context, 0);
        StateMachine machine = new StateMachine(workflow, context, environment, new Silent());
        return machine.run()
                .onItem()
                .transform(MachineResult::failure)
                .onTermination()
                .invoke((done, thrown, cancelled) -> {
                    if (cancelled) {
                        machine.cancel("the scenario was stopped");
                    }
                    sessions.forget(own.name());
                });
    }

    /** What the check does is reported as the step it is. */
    private static final class Silent implements MachineListener {
        @Override
        public void moved(Transition transition) {}

        @Override
        public void ended(MachineResult outcome) {}
    }
}
