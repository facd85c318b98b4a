package io.tidbclient.isolation;

import io.tidbclient.connection.ServerVersion.Product;

/**
 * What decides which model a server's documentation promises.
 *
 * @param product the kind of server
 * @param level the isolation level of the sessions
 * @param mode the mode of their transactions
 * @param snapshotIsolation whether MariaDB's {@code innodb_snapshot_isolation} is on
 */
public record ServerConfiguration(
        Product product, IsolationLevel level, TransactionMode mode, boolean snapshotIsolation) {}
