package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;

import java.util.Comparator;
import java.util.Optional;

/** Why a wait was in vain: the last failure of those that were repeated until the time was up. */
public final class LastFailure {
    private LastFailure() {}

    /** The verdict, with that failure in its sentence when the time was up. */
    public static RunVerdict with(RunResult<CheckSnapshot> result) {
        return with(result.verdict(), result.last());
    }

    /** The verdict, with that failure in its sentence when the time was up. */
    public static RunVerdict with(RunVerdict verdict, CheckSnapshot last) {
        return verdict.outcome() == Outcome.TIMED_OUT
                ? of(last).map(failure -> with(verdict, failure)).orElse(verdict)
                : verdict;
    }

    private static RunVerdict with(RunVerdict verdict, Failure failure) {
        String code = failure.codeWithName()
                .filter(name -> !failure.sentence().contains("" + failure.code()))
                .map(name -> " (" + name + ")")
                .orElse("");
        return new RunVerdict(
                verdict.outcome(),
                verdict.sentence() + "; the last failure: " + failure.sentence().replaceFirst("\\.$", "") + code);
    }

    private static Optional<Failure> of(CheckSnapshot last) {
        return last.connections().stream()
                .filter(view -> view.lastAttemptFailure().isPresent())
                .max(Comparator.comparing(ConnectionView::lastActivity))
                .flatMap(ConnectionView::lastAttemptFailure);
    }
}
