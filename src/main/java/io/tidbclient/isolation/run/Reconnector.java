package io.tidbclient.isolation.run;

import io.tidbclient.config.RetrySettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.resilience.FullJitter;
import io.tidbclient.scenario.run.ProgramSession;
import io.tidbclient.time.TimerPause;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Opens a client's connection again, with growing pauses while the server is not reached, or accepts logins and is not ready for
 * statements: for as long as the run takes, and two minutes in a run that ends with a number of transactions. A server that answers
 * with nothing but errors of one that has just started for two minutes has another reason for them. For use by one thread.
 */
final class Reconnector {
    static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final RetrySettings PAUSES = new RetrySettings(1, Duration.ofMillis(200), Duration.ofSeconds(2));

    private final ProgramSession session;
    private final Outages outages;
    private final LongSupplier end;
    private final boolean alone;
    private final RandomGenerator random;

    /**
     * The reconnects of a client.
     *
     * @param outages those of the client's server
     * @param end when the run ends, by the sessions' clock; {@link Long#MAX_VALUE} when a number of transactions ends it
     * @param alone whether the run cannot continue on another server
     */
    Reconnector(ProgramSession session, Outages outages, LongSupplier end, boolean alone, RandomGenerator random) {
        this.session = session;
        this.outages = outages;
        this.end = end;
        this.alone = alone;
        this.random = random;
    }

    /**
     * Opens it.
     *
     * @return whether it is open; it is not when the run ends before the server is reached, or when the server is not reached for too
     *     long and the run continues on others
     * @throws FailureException when the server refuses the client, is not reached for too long, or is not ready for too long
     */
    boolean reconnect() {
        Optional<FailureException> refused = attempt();
        if (refused.isEmpty()) {
            return true;
        }
        long begin = session.clock().nanos();
        long unreadySince = begin;
        FullJitter pauses = new FullJitter(PAUSES, random);
        outages.begin(begin);
        try {
            while (refused.isPresent()) {
                long now = session.clock().nanos();
                if (end.getAsLong() != Long.MAX_VALUE && now - end.getAsLong() >= 0) {
                    return false;
                }
                if (refused.get().failure().kind().mayComeUp()) {
                    unreadySince = now;
                }
                boolean unreached = end.getAsLong() == Long.MAX_VALUE && isTooLong(now - begin);
                if (isTooLong(now - unreadySince) || (unreached && alone)) {
                    throw refused.get();
                }
                if (unreached) {
                    return false;
                }
                pause(pauses.nextDelayInMillis());
                refused = attempt();
            }
            return true;
        } finally {
            outages.end(session.clock().nanos());
        }
    }

    private static boolean isTooLong(long nanos) {
        return nanos > LONGEST_OUTAGE.toNanos();
    }

    /** Empty when it is open, and the server answers a query about the table. */
    private Optional<FailureException> attempt() {
        try {
            session.reconnect();
            ListTable.probe(session::run);
            return Optional.empty();
        } catch (FailureException e) {
            Failure failure = e.failure();
            if (!failure.kind().mayComeUp() && !failure.mayBeOfStart()) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private void pause(long millis) {
        try {
            new TimerPause(session.timer()).last(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was stopped");
        }
    }
}
