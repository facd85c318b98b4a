package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The polls of a watch that failed. A poll is a read that the next one repeats, so a failed one ends the watch only when
 * its failure is permanent, or when the server has answered with errors alone for too long. An unreachable server is
 * waited for without a limit of its own.
 *
 * <p>Safe for several threads: one leader's last poll may meet the next one's first.
 */
final class MissedPolls {
    private final ServerAddress target;
    private final Duration longest;
    private final NanoClock nanoClock;
    private int inARow;
    private int inAll;
    /** When the first of the errors in a row came; empty when the last poll failed otherwise, or not. */
    private OptionalLong errorsSince = OptionalLong.empty();

    /** @param longest how long a server may answer with errors alone */
    MissedPolls(ServerAddress target, Duration longest, NanoClock nanoClock) {
        this.target = target;
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    /** A poll succeeded. */
    synchronized void end() {
        inARow = 0;
        errorsSince = OptionalLong.empty();
    }

    /** Counts one that failed, and describes it. */
    synchronized CheckEvent.PollMissed add(Failure failure) {
        inARow++;
        inAll++;
        if (!isError(failure)) {
            errorsSince = OptionalLong.empty();
        } else if (errorsSince.isEmpty()) {
            errorsSince = OptionalLong.of(nanoClock.nanos());
        }
        return new CheckEvent.PollMissed(inARow, inAll, isError(failure) ? ofPoll(failure) : failure);
    }

    /** Whether the next poll may succeed where one failed so. */
    static boolean mayPass(Failure failure) {
        return failure.kind().mayComeUp() || isUnknownError(failure);
    }

    /**
     * Whether there have been errors alone for as long as is waited.
     *
     * @param last the last failure
     * @return what to report in its place, since the leader ends; empty when the next poll is waited for
     */
    synchronized Optional<Failure> silence(Failure last) {
        if (errorsSince.isEmpty()) {
            return Optional.empty();
        }
        Duration silent = nanoClock.since(errorsSince.getAsLong());
        return silent.compareTo(longest) < 0 ? Optional.empty() : Optional.of(silence(last, silent));
    }

    private Failure silence(Failure last, Duration silent) {
        return new Failure(
                FailureKind.SERVER_UNAVAILABLE,
                last.code(),
                last.codeName(),
                last.sqlState(),
                last.connection(),
                last.state(),
                "%s listed no import jobs in %d polls over %d s; the last answer: %s"
                        .formatted(target, inARow, silent.toSeconds(), last.sentence()),
                "The jobs may have continued: see 'tidb-client imports list' and the server's log.",
                last.said());
    }

    /** An answer of the server's, though not the jobs; else the server was not reached. */
    private static boolean isError(Failure failure) {
        return failure.kind().category() == FailureCategory.CHECK;
    }

    private static boolean isUnknownError(Failure failure) {
        return failure.kind() == FailureKind.UNCLASSIFIED && failure.code() != 0;
    }

    /** Without the advice for transactions and users' own statements. */
    private Failure ofPoll(Failure failure) {
        return failure.code() == 0
                ? failure
                : failure.worded(target + " did not list its import jobs", "The next poll repeats the statement.");
    }
}
