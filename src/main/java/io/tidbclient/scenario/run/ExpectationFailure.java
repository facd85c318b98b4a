package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Place;

/**
 * An expectation that was not met.
 *
 * @param place where the script expects it
 * @param what which step or check, and whose
 * @param expected what should have happened
 * @param got what happened instead
 */
public record ExpectationFailure(Place place, String what, String expected, String got) {
    static ExpectationFailure at(StepInvocation invocation, Verifier.Mismatch mismatch) {
        return at(invocation, mismatch.expected(), mismatch.got());
    }

    /** About an execution of a step. */
    static ExpectationFailure at(StepInvocation invocation, String expected, String got) {
        String what = invocation.label() + ", " + invocation.session() + ": "
                + invocation.step().action().shown();
        return new ExpectationFailure(invocation.step().place(), what, expected, got);
    }

    /** In one line. */
    public String sentence() {
        return place + ": " + what + ": expected " + expected + ", got " + got;
    }
}
