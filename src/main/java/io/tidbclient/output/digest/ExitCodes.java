package io.tidbclient.output.digest;

import io.tidbclient.coordination.Outcome;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Tone;

/** The numbers that the command line gives to outcomes, where a result names them. */
@FunctionalInterface
public interface ExitCodes {
    /** The process's exit code, 0 to 255. */
    int of(Outcome outcome);

    /** What the line of a verdict begins with. */
    default Text lead(RunVerdict verdict) {
        Outcome outcome = verdict.outcome();
        if (outcome.isSuccess()) {
            return Text.of("OK  ", Tone.GOOD);
        }
        String number = " (exit " + of(outcome) + ")  ";
        return outcome.isInterrupted()
                ? Text.of("INTERRUPTED" + number, Tone.WARN)
                : Text.of("FAILED" + number, Tone.BAD);
    }
}
