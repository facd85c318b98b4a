package io.tidbclient.scenario.run;

import java.util.Optional;

/** Decides which step starts next. */
interface StepScheduler {
    /** The step that can begin now; empty when something has to end, or to be seen waiting, before the next one. */
    Optional<StepInvocation> next();

    /** A step that {@link #next} gave has begun. */
    void begun(RunningStep step);

    /** Whether there is nothing left to begin. */
    boolean isOver();

    /** What shows that this order cannot be executed; asked when each waiting step still waits. */
    default Optional<ExpectationFailure> impossible() {
        return Optional.empty();
    }

    /** The step that cannot begin since its session still waits in {@code waiting}, as a failure; empty when there is none. */
    default Optional<ExpectationFailure> heldBack(RunningStep waiting) {
        return Optional.empty();
    }

    /** What has kept it from going on for longer than it may. */
    Optional<ExpectationFailure> stuck();
}
