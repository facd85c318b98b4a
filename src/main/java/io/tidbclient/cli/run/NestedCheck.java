package io.tidbclient.cli.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.cli.Launcher;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.MachineListener;
import io.tidbclient.engine.MachineResult;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Transition;
import io.tidbclient.engine.Workflow;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.scenario.run.ConnectionCheck;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs the connection check's states as a step of a scenario: the same machine, with one try and no watch. */
@ApplicationScoped
class NestedCheck implements ConnectionCheck {
    private final Launcher launcher;
    private final Clock clock;
    private final SessionFactory sessions;

    NestedCheck(Launcher launcher, Clock clock, SessionFactory sessions) {
        this.launcher = launcher;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Failure>> run(ConnectionSettings settings, String state) {
        Duration limit = settings.timeouts().connect().plus(settings.timeouts().read());
        Workflow workflow = CheckWorkflow.upTo(state, limit);
        ResilientCalls resilientCalls = launcher.once();
        StateContext context = new StateContext(settings.name(), MessageBus.none(), event -> {});
        ConnectionSettings own = settings.named("check of " + settings.name());
        new CheckRun(number -> own, WatchLimits.NONE, resilientCalls, clock).prepare(context, 0);
        StateMachine machine = new StateMachine(workflow, context, launcher.environment(workflow), new Silent());
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
