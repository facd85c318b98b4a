package io.tidbclient.scenario.run;

import java.util.Set;

/**
 * A connection that waits, as reported by the server.
 *
 * @param waiter its id
 * @param holders the ids of those it waits for; empty when the server does not report it
 * @param certain whether the server named the holders; otherwise they are all that it can be
 * @param seenIn the view it was seen in
 */
record LockWait(long waiter, Set<Long> holders, boolean certain, String seenIn) {
    /** Where TiDB lists its transactions. */
    static final String TRANSACTIONS = "TIDB_TRX";

    LockWait {
        holders = Set.copyOf(holders);
    }

    /** Whether the wait may have ended: no session holds what the transaction is listed as waiting for. */
    boolean mayBeOver() {
        return holders.isEmpty() && seenIn.equals(TRANSACTIONS);
    }
}
