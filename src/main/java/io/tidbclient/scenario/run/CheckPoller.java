package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a check: once, or again and again until it holds or its time has expired. Blocks its thread. */
final class CheckPoller {
    /** From the end of one read to the next. */
    static final Duration INTERVAL = Duration.ofMillis(100);

    private final Read read;
    private final ServerVersion server;
    private final NanoClock clock;
    private final Pause pause;

    /** Runs a statement that reads. */
    interface Read {
        /**
         * The result of the statement, a failure of it included.
         *
         * @throws io.tidbclient.connection.FailureException when the server is not reached
         */
        StepResult read(SqlText sql, Map<String, Scalar> known);
    }

    /** Waits for some time. */
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    CheckPoller(Read read, ServerVersion server, NanoClock clock, Pause pause) {
        this.read = read;
        this.server = server;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * What the last read found.
     *
     * @param failure what was not as expected; empty when the check holds
     * @param reads how often it was read, at least once
     * @param took from the beginning of the first read to the end of the last
     */
    record Found(StepResult result, Optional<ExpectationFailure> failure, int reads, Duration took) {
        /** The result in words, with the time that it took to hold where it did not at first. */
        String shown() {
            return result.shown() + (reads == 1 ? "" : " (after " + ExpectationText.shown(took) + ")");
        }
    }

    /**
     * Reads until the check holds, for at most the time that it gives.
     *
     * @param known what names stand for
     * @throws io.tidbclient.connection.FailureException when the server is not reached
     */
    Found make(Check check, Map<String, Scalar> known) throws InterruptedException {
        List<Expectation> expected = check.expected().on(server);
        Verifier verifier = new Verifier(new Subject(check.place(), "check: " + check.label()), known);
        long begin = clock.nanos();
        long limit = check.eventually().map(Duration::toNanos).orElse(0L);
        for (int reads = 1; ; reads++) {
            StepResult result = read.read(check.sql(), known);
            Optional<ExpectationFailure> failure = verifier.compare(expected, result);
            Duration took = clock.since(begin);
            if (failure.isEmpty() || took.toNanos() >= limit) {
                return new Found(result, failure.map(found -> late(found, check)), reads, took);
            }
            // The last read is at the limit.
            pause.last(Duration.ofNanos(Math.min(INTERVAL.toNanos(), limit - took.toNanos())));
        }
    }

    private static ExpectationFailure late(ExpectationFailure failure, Check check) {
        return check.eventually()
                .map(limit -> new ExpectationFailure(
                        failure.place(),
                        failure.what(),
                        failure.expected() + " within " + ExpectationText.shown(limit),
                        failure.got(),
                        failure.rows()))
                .orElse(failure);
    }
}
