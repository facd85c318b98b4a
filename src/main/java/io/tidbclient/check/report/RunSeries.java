package io.tidbclient.check.report;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;

import java.util.List;
import java.util.Optional;

/**
 * What came of the runs of a repeated check so far. Immutable.
 *
 * @param runs how many have ended by themselves
 * @param succeeded how many of them with success
 * @param worst the verdict of the worst; empty before the first
 * @param last the verdict of the last; empty before the first
 */
public record RunSeries(int runs, int succeeded, Optional<RunVerdict> worst, Optional<RunVerdict> last) {
    /** Before the first run. */
    public static final RunSeries EMPTY = new RunSeries(0, 0, Optional.empty(), Optional.empty());

    /** From best to worst; what is not listed is worse. */
    private static final List<Outcome> SEVERITY = List.of(
            Outcome.SUCCESS, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.DENIED, Outcome.UNREACHABLE, Outcome.INVALID);

    /** With one more run. */
    public RunSeries with(RunVerdict verdict) {
        boolean success = verdict.isSuccess();
        boolean worse = worst.isEmpty() || severity(verdict) > severity(worst.get());
        return new RunSeries(
                runs + 1,
                success ? succeeded + 1 : succeeded,
                worse ? Optional.of(verdict) : worst,
                Optional.of(verdict));
    }

    /** How many runs did not succeed. */
    public int failed() {
        return runs - succeeded;
    }

    private static int severity(RunVerdict verdict) {
        int position = SEVERITY.indexOf(verdict.outcome());
        return position < 0 ? SEVERITY.size() : position;
    }
}
