package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a reader has to know of a wait that was as expected, when that rests on a deduction or could not be observed. */
final class WaitNotes {
    private WaitNotes() {}

    /** The notes on a step that has ended. */
    static List<String> of(RunningStep step, StepResult result, ExecutionState execution) {
        Optional<ScenarioEvent.Waits> waits = step.waits();
        Optional<Set<String>> expected = step.expectedToWaitFor();
        if (waits.isEmpty() || expected.isEmpty()) {
            return List.of();
        }
        String lead = step.invocation.label() + ", " + step.invocation.session() + ": ";
        return note(step, waits.get(), expected.get(), result, execution).map(lead::concat).stream()
                .toList();
    }

    private static Optional<String> note(
            RunningStep step,
            ScenarioEvent.Waits waits,
            Set<String> expected,
            StepResult result,
            ExecutionState execution) {
        if (waits.isGuess()) {
            return Optional.of("no view showed its wait; that it waited" + (expected.isEmpty() ? "" : ", and for whom,")
                    + " is deduced from " + waits.how());
        }
        if (waits.certain()) {
            return continuedAlone(step, waits, result, execution);
        }
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        String unnamed = "the server did not name whom it waited for, ";
        if (result.failure().isPresent() || OwnTimeout.ended(step.invocation.step(), result)) {
            return Optional.of(unnamed + "and it ended without being released, so that this is not proved");
        }
        return Optional.of(unnamed
                + (waits.by().isEmpty()
                        ? "so that this is not proved"
                        : waits.by().size() == 1
                                ? waits.names() + " is deduced as the only one that could hold the lock"
                                : waits.names() + " could hold the lock"));
    }

    /** A session of the scenario held what another got without a step in between. */
    private static Optional<String> continuedAlone(
            RunningStep step, ScenarioEvent.Waits waits, StepResult result, ExecutionState execution) {
        boolean released = result.failure().isPresent()
                || OwnTimeout.ended(step.invocation.step(), result)
                || execution.othersActedSince(step.invocation.session(), step.waitsSince());
        return released ? Optional.empty() : Optional.of("it continued while " + waits.names() + " did nothing");
    }
}
