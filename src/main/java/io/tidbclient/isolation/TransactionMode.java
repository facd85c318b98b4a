package io.tidbclient.isolation;

import java.util.Locale;

/** TiDB's transaction modes. Other servers have the first one only. */
public enum TransactionMode {
    /** Statements lock the rows that they change. */
    PESSIMISTIC,
    /** Conflicts are found at COMMIT. */
    OPTIMISTIC;

    /** On the command line and in sentences. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
