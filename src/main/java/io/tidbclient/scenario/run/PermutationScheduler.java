package io.tidbclient.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A permutation of the steps; a step whose session still waits is postponed. */
final class PermutationScheduler implements StepScheduler {
    private final ExecutionState execution;
    private final List<StepInvocation> left;
    private Optional<RunningStep> last = Optional.empty();

    PermutationScheduler(Schedule schedule, ExecutionState execution) {
        this.execution = execution;
        this.left = new ArrayList<>(schedule.invocations());
    }

    @Override
    public Optional<StepInvocation> next() {
        boolean unsettled = last.filter(
                        step -> step.result().isEmpty() && step.waits().isEmpty())
                .isPresent();
        return unsettled
                ? Optional.empty()
                : left.stream()
                        .filter(invocation -> !execution.isBusy(invocation.session()))
                        .findFirst();
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
