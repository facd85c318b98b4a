package io.tidbclient.scenario.run;

import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the connection of one client at random points: before a statement is sent, while the server works on it, or after its
 * answer; the statement may be the COMMIT. Either the client closes the socket, or the server ends the session by KILL; the latter
 * only where it was asked for, since TiDB v8.5.4 terminates when a session that holds locks is killed (observed). For use by one
 * thread.
 */
public final class ConnectionFaults {
    /** Before the first statement was timed. */
    private static final long USUAL_NANOS = 1_000_000;

    private final Rates rates;
    private final SplittableRandom random;
    private final ScheduledExecutorService timer;
    private final Target target;
    private long statementNanos = USUAL_NANOS;
    private int statementsUntilFault = -1;
    private boolean kills;
    private Future<?> scheduled;
    private volatile boolean struck;

    /** What is done to a connection; neither blocks. */
    public interface Target {
        /** The client closes its socket. */
        void cut();

        /**
         * The server ends its session.
         *
         * @param refused is run when the session was not ended
         */
        void kill(Runnable refused);
    }

    /**
     * How many transactions are hit, as fractions that add up to 1 at most.
     *
     * @param cut those whose connection is cut
     * @param kill those whose session is killed
     */
    public record Rates(double cut, double kill) {
        public Rates {
            if (!(cut >= 0 && kill >= 0 && cut + kill <= 1)) {
                throw new IllegalArgumentException(
                        "the fractions of transactions to cut and to kill are 0 to 1 together");
            }
        }

        /** Whether any is hit. */
        public boolean any() {
            return cut + kill > 0;
        }
    }

    /**
     * The faults of one client.
     *
     * @param random decides which, and where
     * @param timer for what is due at a time
     */
    public ConnectionFaults(Rates rates, SplittableRandom random, ScheduledExecutorService timer, Target target) {
        this.rates = rates;
        this.random = random;
        this.timer = timer;
        this.target = target;
    }

    /** A transaction with this number of statements begins. */
    public void begin(int statements) {
        statementsUntilFault = -1;
        if (rates.any()) {
            double point = random.nextDouble();
            if (point < rates.cut() + rates.kill()) {
                kills = point >= rates.cut();
                statementsUntilFault = random.nextInt(statements);
            }
        }
    }

    /** A statement is about to be sent. */
    public void beforeStatement() {
        if (statementsUntilFault == 0) {
            // One that is still due after its transaction has ended would be forgotten, and reach a later connection.
            cancelScheduled();
            // Up to twice as long as the last statement took, so that about half of the faults meet one in progress.
            long delay = random.nextLong(2 * statementNanos);
            Runnable fault = kills ? () -> target.kill(() -> struck = false) : target::cut;
            scheduled = timer.schedule(
                    () -> {
                        struck = true;
                        fault.run();
                    },
                    delay,
                    TimeUnit.NANOSECONDS);
        }
        statementsUntilFault--;
    }

    /** A statement was answered. */
    public void afterStatement(long nanos) {
        statementNanos = Math.clamp(nanos, 1, TimeUnit.SECONDS.toNanos(1));
    }

    /** Whether the connection was hit since it was opened. */
    public boolean hasStruck() {
        return struck;
    }

    /** The connection is about to be replaced: no fault that is still due reaches the next one. */
    public void cancel() {
        cancelScheduled();
        struck = false;
        statementsUntilFault = -1;
    }

    private void cancelScheduled() {
        if (scheduled != null) {
            boolean unused = scheduled.cancel(false);
            scheduled = null;
        }
    }
}
