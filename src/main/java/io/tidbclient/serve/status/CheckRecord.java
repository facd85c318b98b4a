package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.digest.Latencies;
import io.tidbclient.time.Durations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a check of a target came to, in short.
 *
 * @param number counts the target's checks from 1
 * @param startedAt when it began
 * @param took until its last connection had ended
 * @param verdict the outcome
 * @param failure in which most of its connections failed; empty when none did
 * @param connect the median time to connect; empty when no connection was opened
 * @param firstRoundTrip the median time of the first statement; empty when none was answered
 */
public record CheckRecord(
        long number,
        Instant startedAt,
        Duration took,
        RunVerdict verdict,
        Optional<Failure> failure,
        Optional<Duration> connect,
        Optional<Duration> firstRoundTrip) {
    public CheckRecord {
        if (number < 1 || took.isNegative()) {
            throw new IllegalArgumentException("checks count from 1, and none takes a negative time");
        }
    }

    /** The record of a check that has ended. */
    public static CheckRecord of(long number, RunResult<CheckSnapshot> result) {
        CheckSnapshot last = result.last();
        return new CheckRecord(
                number,
                last.startedAt(),
                Durations.between(last.startedAt(), last.at()),
                result.verdict(),
                FailureGroup.of(last.connections()).stream()
                        .map(FailureGroup::failure)
                        .findFirst(),
                Latencies.of(last.connections(), ConnectionView::connectTime).percentile(50),
                Latencies.of(last.connections(), ConnectionView::roundTrip).percentile(50));
    }

    /** The record of a check that could not begin. */
    static CheckRecord prevented(long number, Instant at, Failure failure) {
        return new CheckRecord(
                number,
                at,
                Duration.ZERO,
                new RunVerdict(Outcome.FAILED, "the check could not begin"),
                Optional.of(failure),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether everything that was checked succeeded. */
    public boolean up() {
        return verdict.isSuccess();
    }

    /** The outcome in one sentence: its failure, else its verdict. */
    public String sentence() {
        return failure.map(Failure::sentence).orElse(verdict.sentence());
    }

    /** When it ended. */
    public Instant endedAt() {
        return startedAt.plus(took);
    }
}
