package io.tidbclient.isolation;

import java.time.Duration;
import java.util.Optional;

/**
 * What a verification does.
 *
 * @param load how many transactions, how fast
 * @param level the isolation level of the sessions
 * @param mode the mode of their transactions; empty for the server's default, which is the only one but on TiDB
 * @param shape what the transactions look like
 * @param cutRate the fraction of transactions whose connection is cut at a random point, 0 to 1
 * @param killRate the fraction of transactions whose session is ended by KILL at a random point; 0 to 1 with {@code cutRate}
 */
public record VerificationPlan(
        Load load,
        IsolationLevel level,
        Optional<TransactionMode> mode,
        TransactionShape shape,
        double cutRate,
        double killRate) {
    /** A run has no more transactions: the checker keeps all of them in memory. */
    public static final long MOST_TRANSACTIONS = 10_000_000;

    /**
     * How many transactions, how fast.
     *
     * @param sessions the number of sessions, at least 2: isolation is between sessions
     * @param duration the time; empty when there is a count
     * @param count the number of transactions; 0 when there is a duration
     * @param rate transactions a second over all sessions; 0 for as many as possible
     */
    public record Load(int sessions, Optional<Duration> duration, long count, double rate) {
        public Load {
            if (sessions < 2 || count < 0 || !(rate >= 0) || duration.isPresent() == count > 0) {
                throw new IllegalArgumentException(
                        "a load has at least two sessions, and either a duration or a count");
            }
        }
    }

    public VerificationPlan {
        if (!(cutRate >= 0 && killRate >= 0 && cutRate + killRate <= 1)) {
            throw new IllegalArgumentException("the fractions of transactions to cut and to kill are 0 to 1 together: "
                    + cutRate + ", " + killRate);
        }
    }
}
