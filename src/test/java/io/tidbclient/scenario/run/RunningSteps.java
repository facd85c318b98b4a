package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The steps of a script as a controller keeps them while they run: session a has the connection 100, b 101 and c 102. */
final class RunningSteps {
    private final List<StepInvocation> invocations;
    private final ExecutionState execution = new ExecutionState(Map.of());

    /** Sessions a, b and c with these steps. */
    RunningSteps(String... lines) {
        Scenario scenario =
                TestScripts.one("scenario: s\nsessions: [a, b, c]\nsteps:\n  " + String.join("\n  ", lines) + "\n");
        invocations = Schedule.of(scenario, Servers.TIDB, Optional.empty(), new SplittableRandom(1))
                .invocations();
        execution.joined("a", 100);
        execution.joined("b", 101);
        execution.joined("c", 102);
    }

    ExecutionState execution() {
        return execution;
    }

    /** The step of this number, from 1, begins. */
    RunningStep begin(int number, Duration at) {
        StepInvocation invocation = invocations.get(number - 1);
        RunningStep step = new RunningStep(
                invocation, invocation.step().expectedOn(Servers.TIDB), Map.of(), Instant.EPOCH.plus(at), at.toNanos());
        execution.begin(step);
        return step;
    }

    /** The step that a session is in has ended, and changed a row. */
    void end(String session, Duration at) {
        RunningStep unused = execution.end(session, changed(), at.toNanos());
    }

    static StepResult changed() {
        return new StepResult(
                Optional.of(Answer.changed(1)), Optional.empty(), "", 0, Instant.EPOCH, Duration.ofMillis(5));
    }
}
