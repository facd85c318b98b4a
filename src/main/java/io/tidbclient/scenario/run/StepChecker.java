package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks steps against what is expected of them. */
interface StepChecker {
    /** What counts of what the script expects of a step. */
    List<Expectation> expectations(Step step);

    /** Whether a step is one that may wait for others, and is looked after from its beginning. */
    boolean mayWait(RunningStep step);

    /**
     * Whether a step waits for whom it may.
     *
     * @param since for how long it has been observed waiting
     */
    Assessment assess(RunningStep step, ScenarioEvent.Waits waits, Duration since);

    /** What a wait is, by what is expected. */
    enum Assessment {
        ACCEPTED,
        /** The server has not named the holder, and may do so yet; those that can be it include those expected. */
        POSSIBLE,
        /** The server has not named the holder, and may do so yet; those that can be it contradict what is expected. */
        DOUBTFUL,
        REFUSED
    }

    /** What is wrong with a wait that was not accepted, and does not end by itself. */
    Optional<ExpectationFailure> persistentWait(RunningStep step, ScenarioEvent.Waits waits);

    /** What is wrong with beginning a step now. */
    Optional<ExpectationFailure> begun(RunningStep step);

    /** What is wrong with how a step has ended. */
    Optional<ExpectationFailure> ended(RunningStep step, StepResult result);
}
