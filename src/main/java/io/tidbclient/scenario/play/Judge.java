package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.util.List;
import java.util.Optional;

/** Says whether what happens is as it has to be. */
interface Judge {
    /** What counts of what the script expects of a step. */
    List<Expectation> expectations(Step step);

    /** Whether a step is one that may wait for others, and is looked after from its beginning. */
    boolean mayWait(Ongoing step);

    /** Whether a step waits for whom it may. */
    boolean accepts(Ongoing step, ScenarioFinding.Waits waits);

    /** What is wrong with a wait that was not accepted, and does not end by itself. */
    Optional<Difference> stubborn(Ongoing step, ScenarioFinding.Waits waits);

    /** What is wrong with beginning a step now. */
    Optional<Difference> begun(Ongoing step);

    /** What is wrong with how a step has ended. */
    Optional<Difference> ended(Ongoing step, Reply reply);
}
