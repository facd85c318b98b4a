package io.tidbclient.cli.run;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.resilience.GuardedCalls;
import io.tidbclient.scenario.play.ConnectionCheck;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Handlers;
import io.tidbclient.state.MachineListener;
import io.tidbclient.state.Outcome;
import io.tidbclient.state.Peers;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;
import io.tidbclient.state.StateMachine;
import io.tidbclient.state.Transition;
import io.tidbclient.state.Workflow;
import io.tidbclient.state.handler.CheckRun;
import io.tidbclient.state.handler.CheckRun.WatchLimits;
import io.tidbclient.state.handler.CheckWorkflow;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs the connection check's states as a step of a scenario: the same machine, with one try and no watch. */
@ApplicationScoped
class NestedCheck implements ConnectionCheck {
    private static final RetrySettings ONCE = new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1));

    private final List<StateHandler> handlers;
    private final FailureClassifier failures;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    NestedCheck(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            Clock clock) {
        this.handlers = handlers;
        this.failures = failures;
        this.blocking = blocking;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Failure>> run(ConnectionSettings settings, String state) {
        Duration limit = settings.timeouts().connect().plus(settings.timeouts().read());
        Workflow workflow = CheckWorkflow.upTo(state, limit);
        GuardedCalls guarded = GuardedCalls.of(ONCE, BreakerSettings.NEVER_OPEN, thrown -> false, thrown -> false);
        StateContext context = new StateContext(settings.name(), Peers.none(), finding -> {});
        ConnectionSettings own = new ConnectionSettings(
                "check of " + settings.name(),
                settings.target(),
                settings.user(),
                settings.password(),
                settings.database(),
                settings.tls(),
                settings.timeouts());
        new CheckRun(number -> own, WatchLimits.NONE, guarded, clock).prepare(context, 0);
        StateMachine machine = new StateMachine(
                workflow,
                context,
                new StateMachine.Environment(
                        Handlers.covering(workflow, handlers), failures::classify, clock, timer, blocking),
                new Silent());
        return machine.run()
                .onItem()
                .transform(Outcome::failure)
                .onTermination()
                .invoke((done, thrown, cancelled) -> {
                    if (cancelled) {
                        machine.cancel("the scenario was stopped");
                    }
                    guarded.close();
                });
    }

    /** What the check does is told as the step it is. */
    private static final class Silent implements MachineListener {
        @Override
        public void moved(Transition transition) {}

        @Override
        public void ended(Outcome outcome) {}
    }
}
