package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.script.TestScripts;

import java.util.List;

/** A scenario whose sessions are spread over all servers, which no script can ask for. */
final class InTurnScenario {
    private InTurnScenario() {}

    /** One with a group of this size, whose members are w1, w2 and so on. */
    static Scenario of(int count) {
        Scenario written =
                TestScripts.one("scenario: s\nsessions: {w: {count: %d}}\nsteps: [{w1: SELECT 1}]\n".formatted(count));
        SessionPlan plan = written.sessions().getFirst();
        return new Scenario(
                written.place(),
                written.name(),
                written.purpose(),
                written.onlyOn(),
                written.stepLimit(),
                written.accounts(),
                written.setup(),
                List.of(new SessionPlan(
                        plan.place(),
                        plan.name(),
                        plan.count(),
                        plan.isolation(),
                        plan.mode(),
                        plan.variables(),
                        plan.user(),
                        plan.later(),
                        SessionPlan.IN_TURN,
                        plan.setup(),
                        plan.teardown())),
                written.values(),
                written.steps(),
                written.permutations(),
                written.workload(),
                written.checks(),
                written.teardown());
    }
}
