package io.tidbclient.output.isolation;

import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.run.VerificationResult;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of one history.
 *
 * @param subject the server's address, or the file
 * @param head where it was recorded
 * @param run the run that produced it; empty for a file
 * @param history what it shows
 * @param expectation what was expected of it; empty when the server was not reached
 * @param took running and checking, or reading and checking
 * @param verdict whether it is as expected
 */
public record HistoryReport(
        String subject,
        HistoryHead head,
        Optional<VerificationResult> run,
        HistoryVerdict history,
        Optional<ExpectedModel> expectation,
        Duration took,
        RunVerdict verdict) {
    /** The same with another verdict. */
    public HistoryReport but(RunVerdict other) {
        return new HistoryReport(subject, head, run, history, expectation, took, other);
    }

    /** Whether the history rules out the expected model. */
    public boolean isViolated() {
        return expectation
                .filter(expected -> history.violates(expected.model()))
                .isPresent();
    }
}
