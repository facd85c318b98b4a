package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Place;

import java.util.Optional;

/**
 * What expectations are about.
 *
 * @param place where the script has it
 * @param what which step or check, and whose
 */
record Subject(Place place, String what) {
    /** An execution of a step. */
    static Subject of(StepInvocation invocation) {
        return new Subject(
                invocation.step().expectedAt(),
                invocation.label() + ", " + invocation.session() + ": "
                        + invocation.step().action().shown());
    }

    /** An expectation that it does not meet. */
    ExpectationFailure failure(String expected, String got) {
        return failure(expected, got, Optional.empty());
    }

    /** As {@link #failure(String, String)}, with where rows differ first. */
    ExpectationFailure failure(String expected, String got, Optional<RowDifference> rows) {
        return new ExpectationFailure(place, what, expected, got, rows);
    }
}
