package io.tidbclient.scenario.run;

import java.util.Set;

/**
 * A connection that waits, as reported by the server.
 *
 * @param waiter its id
 * @param holders the ids of those it waits for, {@link #NO_CONNECTION} for a transaction that has none; empty when the
 *     server does not report it
 * @param certain whether the server named the holders; otherwise they are all that it can be
 * @param seenIn the view it was seen in
 */
record LockWait(long waiter, Set<Long> holders, boolean certain, String seenIn) {
    /** Holds what a prepared XA transaction keeps after its client has gone, or one that the server rolls back. */
    static final long NO_CONNECTION = 0;

    /** Where TiDB lists its transactions. */
    static final String TRANSACTIONS = "TIDB_TRX";

    LockWait {
        holders = Set.copyOf(holders);
    }

    /** Whether the wait may have ended: no session holds what the transaction is listed as waiting for. */
    boolean mayBeOver() {
        return holders.stream().allMatch(holder -> holder == NO_CONNECTION) && seenIn.equals(TRANSACTIONS);
    }
}
