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

    static ExpectationFailure at(Place place, String what, Verifier.Mismatch mismatch) {
        return new ExpectationFailure(place, what, mismatch.expected(), mismatch.got(), mismatch.rows());
    }

    /** About an execution of a step. */
    static ExpectationFailure at(StepInvocation invocation, String expected, String got) {
        return at(invocation, new Verifier.Mismatch(expected, got));
    }

    static ExpectationFailure at(StepInvocation invocation, Verifier.Mismatch mismatch) {
        String what = invocation.label() + ", " + invocation.session() + ": "
                + invocation.step().action().shown();
        return at(invocation.step().place(), what, mismatch);
    }

    /** In one line. */
    public String sentence() {
        return place + ": " + what + ": expected " + expected + ", got " + got
                + rows.map(difference -> "; " + difference.sentence()).orElse("");
    }
}
