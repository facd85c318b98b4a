package io.tidbclient.isolation.run;

import io.tidbclient.scenario.run.ProgramSession;

import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Cuts the connection of one client at random points: before a statement is sent, while the server works on it, or after its
 * answer; the statement may be the COMMIT. The socket is closed by the client; no session is ended by KILL, since TiDB v8.5.4
 * terminates when a session that holds locks is killed (observed). For use by one thread.
 */
final class ConnectionCuts {
    /** Before the first statement was timed. */
    private static final long USUAL_NANOS = 1_000_000;

    private final double rate;
    private final SplittableRandom random;
    private long statementNanos = USUAL_NANOS;
    private int statementsUntilCut = -1;
    private Future<?> scheduled;

    /**
     * The cuts of one client.
     *
     * @param rate the fraction of transactions whose connection is cut, 0 to 1
     * @param random decides which, and where
     */
    ConnectionCuts(double rate, SplittableRandom random) {
        this.rate = rate;
        this.random = random;
    }

    /** A transaction with this number of statements begins. */
    void begin(int statements) {
        statementsUntilCut = rate > 0 && random.nextDouble() < rate ? random.nextInt(statements) : -1;
    }

    /** A statement is about to be sent. */
    void beforeStatement(ProgramSession session) {
        if (statementsUntilCut == 0) {
            // One that is still due after its transaction has ended would be forgotten, and reach a later connection.
            cancelScheduled();
            // Up to twice as long as the last statement took, so that about half of the cuts meet one in progress.
            long delay = random.nextLong(2 * statementNanos);
            scheduled = session.timer().schedule(session::cut, delay, TimeUnit.NANOSECONDS);
        }
        statementsUntilCut--;
    }

    /** A statement was answered. */
    void afterStatement(long nanos) {
        statementNanos = Math.clamp(nanos, 1, TimeUnit.SECONDS.toNanos(1));
    }

    /** No cut that is still due reaches the connection that is opened next. */
    void cancel() {
        cancelScheduled();
        statementsUntilCut = -1;
    }

    private void cancelScheduled() {
        if (scheduled != null) {
            boolean unused = scheduled.cancel(false);
            scheduled = null;
        }
    }
}
