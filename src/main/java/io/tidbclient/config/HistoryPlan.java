package io.tidbclient.config;

import java.time.Duration;

/**
 * The database that keeps a server's history.
 *
 * @param connection to it
 * @param database whose tables these are
 * @param keep how long records are kept
 * @param server the name under which this server writes
 */
public record HistoryPlan(ConnectionSettings connection, String database, Duration keep, String server) {
    public HistoryPlan {
        if (database.isBlank() || server.isBlank()) {
            throw new IllegalArgumentException("a history needs a database and the name of the server that writes it");
        }
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("a history of less than a day is kept in memory");
        }
    }
}
