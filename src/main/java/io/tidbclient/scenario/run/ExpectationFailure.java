package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Place;

import java.util.Optional;

/**
 * An expectation that was not met.
 *
 * @param place where the script expects it
 * @param what which step or check, and whose
 * @param expected what should have happened
 * @param got what happened instead
 * @param rows where rows differ first, in full; empty when rows were not what was compared
 */
public record ExpectationFailure(Place place, String what, String expected, String got, Optional<RowDifference> rows) {
    /** One that is not about rows. */
    public ExpectationFailure(Place place, String what, String expected, String got) {
        this(place, what, expected, got, Optional.empty());
    }

    /** About an execution of a step. */
    static ExpectationFailure at(StepInvocation invocation, String expected, String got) {
        return Subject.of(invocation).failure(expected, got);
    }

    /** In one line. */
    public String sentence() {
        return place + ": " + what + ": expected " + expected + ", got " + got
                + rows.map(difference -> "; " + difference.sentence()).orElse("");
    }
}
