package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Place;

/**
 * The first thing that was not as expected.
 *
 * @param place where the script expects it
 * @param what which step or check, and whose
 * @param expected what should have happened
 * @param got what happened instead
 */
public record Difference(Place place, String what, String expected, String got) {
    static Difference at(Cue cue, Verifier.Mismatch mismatch) {
        return at(cue, mismatch.expected(), mismatch.got());
    }

    /** About a taking of a step. */
    static Difference at(Cue cue, String expected, String got) {
        String what =
                cue.label() + ", " + cue.session() + ": " + cue.step().action().shown();
        return new Difference(cue.step().place(), what, expected, got);
    }

    /** In one line. */
    public String sentence() {
        return place + ": " + what + ": expected " + expected + ", got " + got;
    }
}
