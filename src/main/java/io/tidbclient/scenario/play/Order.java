package io.tidbclient.scenario.play;

import java.util.Optional;

/** Which step is taken when. */
interface Order {
    /** The step that can begin now; empty when something has to end, or to be seen waiting, before the next one. */
    Optional<Cue> next();

    /** A step that {@link #next} gave has begun. */
    void begun(Ongoing step);

    /** Whether there is nothing left to begin. */
    boolean isOver();

    /** What has kept it from going on for longer than it may. */
    Optional<Difference> stuck();
}
