package io.tidbclient.engine;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind.FailureCategory;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what came of a run. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * What came of a run.
     *
     * @param last how it was at its end
     * @param stopped why it ended before its time, if it did
     */
    public static RunVerdict of(RunSnapshot last, Optional<StopCause> stopped) {
        return stopped.map(cause -> ofStopped(last, cause)).orElseGet(() -> ofFinished(last));
    }

    private static RunVerdict ofStopped(RunSnapshot last, StopCause cause) {
        return switch (cause) {
            case StopCause.FailFast first -> ofFinished(last);
            case StopCause.OutOfTime late ->
                new RunVerdict(Outcome.TIMED_OUT, "gave up: " + late.reason() + "; " + counts(last));
            case StopCause.Interrupted interrupted ->
                new RunVerdict(Outcome.ofSignal(interrupted.signal()), interrupted(last) + "; " + counts(last));
            case StopCause.OutputLost lost -> new RunVerdict(Outcome.FAILED, lost.reason() + "; " + counts(last));
            case StopCause.Broken broken ->
                new RunVerdict(Outcome.INTERNAL_ERROR, "internal error: " + broken.reason());
        };
    }

    /** Optional work is all that was left where every machine completed. */
    private static String interrupted(RunSnapshot last) {
        return last.count(State.TerminalState.COMPLETED) == last.participants().size()
                ? "interrupted after every connection was checked"
                : "interrupted";
    }

    private static RunVerdict ofFinished(RunSnapshot last) {
        List<Failure> failures = last.failures().toList();
        if (failures.isEmpty()) {
            return last.count(State.TerminalState.COMPLETED)
                            == last.participants().size()
                    ? new RunVerdict(Outcome.SUCCESS, counts(last))
                    : new RunVerdict(Outcome.FAILED, "not every connection was checked; " + counts(last));
        }
        return new RunVerdict(outcome(last, failures), counts(last));
    }

    private static Outcome outcome(RunSnapshot last, List<Failure> failures) {
        Outcome outcome = ofFailures(failures);
        return outcome != Outcome.INTERNAL_ERROR && last.count(State.TerminalState.COMPLETED) > 0
                ? Outcome.FAILED
                : outcome;
    }

    /**
     * The outcome of a run in which nothing but these failures counts.
     *
     * @param failures at least one
     */
    public static Outcome ofFailures(List<Failure> failures) {
        Set<FailureCategory> categories = EnumSet.noneOf(FailureCategory.class);
        failures.forEach(failure -> categories.add(failure.kind().category()));
        if (categories.contains(FailureCategory.TOOL)) {
            return Outcome.INTERNAL_ERROR;
        }
        if (categories.size() > 1) {
            return Outcome.FAILED;
        }
        return switch (categories.iterator().next()) {
            case USAGE -> Outcome.INVALID;
            case UNREACHED -> Outcome.UNREACHABLE;
            case USER_REFUSED -> Outcome.DENIED;
            case CHECK, TOOL -> Outcome.FAILED;
        };
    }

    private static String counts(RunSnapshot last) {
        int all = last.participants().size();
        long completed = last.count(State.TerminalState.COMPLETED);
        long failed = last.count(State.TerminalState.FAILED);
        long cancelled = last.count(State.TerminalState.CANCELLED);
        StringBuilder text = new StringBuilder();
        text.append(completed).append(" of ").append(all).append(all == 1 ? " connection" : " connections");
        text.append(" completed");
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        if (cancelled > 0) {
            text.append(", ").append(cancelled).append(" cancelled");
        }
        return text.toString();
    }
}
