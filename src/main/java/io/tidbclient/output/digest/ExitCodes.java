package io.tidbclient.output.digest;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

/** The numbers that the command line gives to outcomes, where a result names them. */
@FunctionalInterface
public interface ExitCodes {
    /** The process's exit code, 0 to 255. */
    int of(Outcome outcome);

    /** What the line of a verdict begins with. */
    default Text lead(RunVerdict verdict) {
        Outcome outcome = verdict.outcome();
        if (outcome.isSuccess()) {
            return Text.of("OK  ", Style.GOOD);
        }
        String number = " (exit " + of(outcome) + ")  ";
        return outcome.isInterrupted()
                ? Text.of("INTERRUPTED" + number, Style.WARN)
                : Text.of("FAILED" + number, Style.BAD);
    }
}
