package io.tidbclient.isolation;

import io.tidbclient.history.check.ConsistencyModel;

/**
 * The consistency model that a server's documentation promises for an isolation level and a transaction mode.
 *
 * <ul>
 *   <li>TiDB, repeatable read: "TiDB implements Snapshot Isolation consistency, which it advertises as REPEATABLE-READ"
 *       (docs.pingcap.com/tidb/stable/transaction-isolation-levels). In pessimistic mode the documentation makes an exception:
 *       INSERT, UPDATE and DELETE read the latest committed version and not the snapshot, "the same as MySQL, but different from
 *       the optimistic transaction mode" (docs.pingcap.com/tidb/stable/pessimistic-transaction). That allows a read skew between
 *       a SELECT and an UPDATE, so that of the models known here read committed is the strongest that is promised.
 *   <li>MySQL and MariaDB, repeatable read: consistent reads come from a snapshot, while UPDATE and DELETE read the latest version
 *       (dev.mysql.com/doc/refman/8.4/en/innodb-consistent-read.html), with the same consequence. With
 *       {@code innodb_snapshot_isolation}, the default from MariaDB 11.6.2 on, an UPDATE of a row that is newer than the snapshot
 *       fails (mariadb.com/docs, InnoDB system variables).
 *   <li>The other levels: their names in the SQL standard, as Adya (1999) defines them without locks.
 * </ul>
 *
 * @param model the model
 * @param reason why this one, in a sentence; empty where the level has the model's name
 */
public record PromisedModel(ConsistencyModel model, String reason) {
    private static final String CURRENT_READS = "An UPDATE reads the latest committed version and a SELECT the snapshot"
            + " (documented), so that repeatable read promises less than snapshot isolation here.";

    /** What the documentation promises for a configuration. */
    public static PromisedModel of(ServerConfiguration server) {
        return switch (server.level()) {
            case READ_UNCOMMITTED -> new PromisedModel(ConsistencyModel.READ_UNCOMMITTED, "");
            case READ_COMMITTED -> new PromisedModel(ConsistencyModel.READ_COMMITTED, "");
            case SERIALIZABLE -> new PromisedModel(ConsistencyModel.SERIALIZABLE, "");
            case REPEATABLE_READ -> repeatableRead(server);
        };
    }

    private static PromisedModel repeatableRead(ServerConfiguration server) {
        return switch (server.product()) {
            case TIDB ->
                server.mode() == TransactionMode.OPTIMISTIC
                        ? new PromisedModel(
                                ConsistencyModel.SNAPSHOT_ISOLATION,
                                "TiDB's repeatable read is documented as snapshot isolation.")
                        : new PromisedModel(ConsistencyModel.READ_COMMITTED, CURRENT_READS);
            case MARIADB ->
                server.snapshotIsolation()
                        ? new PromisedModel(
                                ConsistencyModel.SNAPSHOT_ISOLATION,
                                "innodb_snapshot_isolation is on, which makes repeatable read snapshot isolation.")
                        : new PromisedModel(ConsistencyModel.READ_COMMITTED, CURRENT_READS);
            case MYSQL -> new PromisedModel(ConsistencyModel.READ_COMMITTED, CURRENT_READS);
        };
    }
}
