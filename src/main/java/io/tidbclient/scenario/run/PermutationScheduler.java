package io.tidbclient.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A permutation of the steps. It cannot be executed when a step is due whose session still waits in an
 * earlier one, or which has to come after one that still waits.
 */
final class PermutationScheduler implements StepScheduler {
    private final ExecutionState execution;
    private final Dependencies dependencies;
    private final List<StepInvocation> left;
    private Optional<RunningStep> last = Optional.empty();

    PermutationScheduler(Schedule schedule, ExecutionState execution) {
        this.execution = execution;
        this.dependencies = new Dependencies(schedule, execution);
        this.left = new ArrayList<>(schedule.invocations());
    }

    @Override
    public Optional<StepInvocation> next() {
        return isRunning()
                ? Optional.empty()
                : left.stream()
                        .findFirst()
                        .filter(invocation ->
                                !execution.isBusy(invocation.session()) && dependencies.areMet(invocation));
    }

    /** Whether the last step has neither ended nor been seen waiting. */
    private boolean isRunning() {
        return last.filter(step -> step.result().isEmpty() && step.waits().isEmpty())
                .isPresent();
    }

    @Override
    public Optional<ExpectationFailure> impossible() {
        return left.stream()
                .findFirst()
                .filter(due -> !isRunning())
                .flatMap(due -> Optional.ofNullable(execution.waiting().get(due.session()))
                        .or(() -> dependencies.waiting(due))
                        .map(waiting -> ExpectationFailure.at(due, "that it can begin", waiting.place())));
    }

    @Override
    public void begun(RunningStep step) {
        left.remove(step.invocation);
        last = Optional.of(step);
    }

    @Override
    public boolean isOver() {
        return left.isEmpty();
    }

    @Override
    public Optional<ExpectationFailure> stuck() {
        // Whatever it waits for has a limit of its own.
        return Optional.empty();
    }
}
