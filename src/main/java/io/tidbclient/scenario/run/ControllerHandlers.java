package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.MessageBus.Message;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.time.TimeSource;
import io.tidbclient.time.TimerPause;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The controller's three states: create the fixture, run the steps, evaluate the final checks. */
final class ControllerHandlers {
    private static final StateContext.Key<TestFixture> FIXTURE = new StateContext.Key<>("the stage", TestFixture.class);
    private static final StateContext.Key<Inbox> INBOX = new StateContext.Key<>("the messages", Inbox.class);
    private static final StateContext.Key<Known> KNOWN = new StateContext.Key<>("the values", Known.class);

    /** Named values at the end of the steps. */
    private record Known(Map<String, Scalar> values) {}

    private final ScenarioContext scenarioContext;
    private final OtherServers otherServers;

    ControllerHandlers(ScenarioContext scenarioContext) {
        this.scenarioContext = scenarioContext;
        this.otherServers = new OtherServers(scenarioContext);
    }

    List<StateHandler> all() {
        return List.of(
                handler(SessionProtocol.SETTING_UP, this::setUp),
                handler(SessionProtocol.DIRECTING, this::direct),
                handler(SessionProtocol.CHECKING, this::check));
    }

    /** What a state does, on a thread that may block. */
    private interface Work {
        Next on(StateContext context) throws InterruptedException;
    }

    private StateHandler handler(State.Step state, Work work) {
        return new StateHandler() {
            @Override
            public State.Step state() {
                return state;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                Callable<Next> call = () -> work.on(context);
                return scenarioContext.tools().blocking().call(call);
            }
        };
    }

    private Next setUp(StateContext context) throws InterruptedException {
        TestFixture fixture = new TestFixture(scenarioContext, context::report);
        context.own(fixture);
        context.put(FIXTURE, fixture);
        fixture.setUp();
        otherServers.awaitDatabase();
        sessions(false).forEach(session -> context.bus().send(session, "enter"));
        return Next.proceed("the fixture is ready");
    }

    private Next direct(StateContext context) throws InterruptedException {
        TestFixture fixture = context.get(FIXTURE);
        Inbox inbox = new Inbox(context.bus());
        context.put(INBOX, inbox);
        SqlLockWaitReader lockWaits = fixture.lockWaits();
        TimeSource time = scenarioContext.tools().time();
        ExecutionState execution = new ExecutionState(scenarioContext.values());
        StepChecker checker = scenarioContext.byExpectations()
                ? new ExpectationChecker(execution, scenarioContext.server(), context::report)
                : new PermutationChecker(scenarioContext.server());
        StepScheduler scheduler = scenarioContext.byExpectations()
                ? new ScriptOrderScheduler(
                        scenarioContext.schedule(), execution, time.monotonic(), scenarioContext.openConnections()::cut)
                : new PermutationScheduler(scenarioContext.schedule(), execution);
        LockWaitMonitor monitor = new LockWaitMonitor(execution, checker, lockWaits, time, context::report);
        ScenarioController controller =
                new ScenarioController(execution, checker, monitor, context.bus(), inbox, time, context::report);
        try {
            awaitSessions(controller, inbox, context.bus());
            fail(context, controller.run(scheduler));
            controller.impossible().ifPresent(why -> giveUp(context, why));
            context.put(KNOWN, new Known(execution.values()));
        } finally {
            lockWaits
                    .unreadable()
                    .forEach(view -> context.report(new ScenarioEvent.Noted("cannot read " + view
                            + " (missing view or privilege); some lock waits may go undetected")));
        }
        return Next.proceed("all steps have run");
    }

    /** The connections of sessions with a setup of their own, or of those without. */
    private List<String> sessions(boolean withSetup) {
        return scenarioContext.scenario().sessions().stream()
                .filter(plan -> plan.setup().isEmpty() != withSetup)
                .flatMap(plan -> plan.members().stream())
                .toList();
    }

    /** Sessions with a setup come last and one after another, so that their statements have an order. */
    private void awaitSessions(ScenarioController controller, Inbox inbox, MessageBus bus) throws InterruptedException {
        for (int missing = sessions(false).size(); missing > 0; missing--) {
            awaitSession(controller, inbox);
        }
        for (String session : sessions(true)) {
            bus.send(session, "enter");
            awaitSession(controller, inbox);
        }
    }

    private static void awaitSession(ScenarioController controller, Inbox inbox) throws InterruptedException {
        Optional<Message> message = inbox.poll(Duration.ofDays(1));
        if (message.isPresent()
                && message.get().enclosed().orElse(null) instanceof SessionProtocol.SessionReady ready) {
            controller.joined(message.get().from(), ready.connectionId());
        }
    }

    private Next check(StateContext context) throws InterruptedException {
        Map<String, Scalar> known = new HashMap<>(context.get(KNOWN).values());
        FinalRead read = new FinalRead(
                context.get(FIXTURE), scenarioContext.tools().time().wall());
        if (scenarioContext.scenario().workload().isPresent()) {
            WorkloadCoordinator coordinator =
                    new WorkloadCoordinator(scenarioContext, context.bus(), context.get(INBOX), read);
            TestFixture fixture = context.get(FIXTURE);
            if (scenarioContext.program().isPresent()) {
                fixture.work(scenarioContext.program().get()::prepare);
                otherServers.awaitPrepared(scenarioContext.program().get());
            }
            fail(context, coordinator.run(context::report, known));
            scenarioContext.program().ifPresent(program -> conclude(program, fixture));
        }
        CheckPoller poller = new CheckPoller(
                read::read,
                scenarioContext.server(),
                scenarioContext.tools().time().monotonic(),
                new TimerPause(scenarioContext.timer())::last);
        for (Check check : scenarioContext.scenario().checks()) {
            if (check.onlyOn().holds(scenarioContext.server())) {
                hold(context, check, poller, known);
            }
        }
        scenarioContext
                .scenario()
                .connections()
                .forEach(session -> context.bus().send(session, "leave"));
        return Next.proceed("all checks passed");
    }

    /** When one server is not reached, the others are still read. */
    private void conclude(ClientProgram program, TestFixture fixture) {
        Optional<FailureException> failed = Optional.empty();
        // It was idle during the whole workload.
        fixture.renew();
        try {
            fixture.work(session -> program.conclude(session, 0));
        } catch (FailureException e) {
            failed = Optional.of(e);
        }
        Optional<FailureException> others = otherServers.conclude(program);
        failed.or(() -> others).ifPresent(failure -> {
            throw failure;
        });
    }

    private static void hold(StateContext context, Check check, CheckPoller poller, Map<String, Scalar> known)
            throws InterruptedException {
        CheckPoller.Found found = poller.make(check, known);
        fail(context, found.failure());
        context.report(new ScenarioEvent.Checked(check.label(), found.shown()));
    }

    /** An order that the script lists has to be executed; of those that are generated, not all can be. */
    private void giveUp(StateContext context, ExpectationFailure why) {
        if (scenarioContext.scenario().permutations().orElse(null) instanceof Interleaving.Chosen) {
            fail(context, Optional.of(why));
        }
        context.report(new ScenarioEvent.Impossible(why.sentence()));
        throw new FailureException(
                Failure.of(FailureKind.EXPECTATION_NOT_MET, why.place() + ": this order cannot be executed", ""), null);
    }

    private static void fail(StateContext context, Optional<ExpectationFailure> expectationFailure) {
        expectationFailure.ifPresent(found -> {
            context.report(new ScenarioEvent.ExpectationFailed(found));
            // Without what was got: the server's words are cleaned where they are shown, and this goes to the log.
            String sentence = found.place() + ": " + found.what() + ": not as expected";
            throw new FailureException(Failure.of(FailureKind.EXPECTATION_NOT_MET, sentence, ""), null);
        });
    }
}
