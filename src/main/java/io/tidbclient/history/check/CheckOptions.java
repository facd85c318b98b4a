package io.tidbclient.history.check;

/**
 * What may be concluded from a history.
 *
 * @param realtime whether the transactions' times are those of one clock, so that they show which ones ended before others
 *     began. Without it, a session's transactions are ordered by their starts, equal ones by their ids
 * @param finalReads whether each key is read at the end by a transaction that sees everything that was committed, as a
 *     workload does that reads from the primary after all other transactions ended. Only then is a committed append that is
 *     missing there a {@link AnomalyKind#LOST_APPEND}; a read of an old snapshot may miss it rightfully. Needs
 *     {@code realtime}
 */
public record CheckOptions(boolean realtime, boolean finalReads) {
    /** Times of one clock, and no final reads. */
    public static final CheckOptions DEFAULT = new CheckOptions(true, false);

    public CheckOptions {
        if (finalReads && !realtime) {
            throw new IllegalArgumentException("final reads are recognised by their times: they need real-time order");
        }
    }
}
