package io.tidbclient.scenario.run;

import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.Workflow;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the engine runs a scenario: the controller and each session are a participant, with a workflow of its own. */
final class ScenarioLayout {
    /** The controller limits each step; a state waits for its turn for as long as the scenario takes. */
    private static final Duration UNLIMITED = Duration.ofDays(30);

    private final ScenarioContext scenarioContext;
    private final boolean works;
    private final Workflow directing = Workflow.named("directing")
            .step(SessionProtocol.SETTING_UP, UNLIMITED)
            .step(SessionProtocol.DIRECTING, UNLIMITED)
            .step(SessionProtocol.CHECKING, UNLIMITED)
            .build();
    private final List<Workflow> workflows = new ArrayList<>(List.of(directing));
    private final List<Participant> participants = new ArrayList<>();

    ScenarioLayout(ScenarioContext scenarioContext) {
        this.scenarioContext = scenarioContext;
        Scenario scenario = scenarioContext.scenario();
        this.works = scenario.workload().isPresent();
        participants.add(new Participant(SessionProtocol.CONTROLLER, context -> {}));
        for (SessionPlan plan : scenario.sessions()) {
            for (String member : plan.members()) {
                Workflow own = workflow(member);
                workflows.add(own);
                participants.add(new Participant(member, context -> {}, Optional.of(own)));
            }
        }
    }

    private Workflow workflow(String session) {
        Workflow.Builder workflow = Workflow.named("session " + session).step(SessionProtocol.JOINING, UNLIMITED);
        for (StepInvocation invocation : scenarioContext.schedule().of(session)) {
            workflow.step(SessionProtocol.step(invocation), UNLIMITED);
        }
        if (works && WorkloadCoordinator.clients(scenarioContext).contains(session)) {
            workflow.step(SessionProtocol.WORKING, UNLIMITED);
        }
        return workflow.step(SessionProtocol.LEAVING, UNLIMITED).build();
    }

    /** What the states of all workflows do. */
    Handlers handlers() {
        List<StateHandler> handlers = new ArrayList<>(new ControllerHandlers(scenarioContext).all());
        handlers.add(new JoiningHandler(scenarioContext));
        handlers.add(new LeavingHandler());
        scenarioContext
                .schedule()
                .invocations()
                .forEach(invocation -> handlers.add(new StepHandler(invocation, scenarioContext.tools())));
        if (works) {
            handlers.add(new WorkloadClient(scenarioContext));
        }
        return Handlers.coveringAll(workflows, handlers);
    }

    /** All participants at once, for at most this long. */
    RunPlan plan(Optional<Duration> timeout) {
        return new RunPlan(directing, participants, participants.size(), true, timeout);
    }
}
