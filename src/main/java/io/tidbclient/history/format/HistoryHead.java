package io.tidbclient.history.format;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a history was recorded. Each is empty where it is not known, as in a file of another tool.
 *
 * @param tool the recording tool with its version
 * @param product the kind of server: {@code TiDB}
 * @param release its release
 * @param level the isolation level, as an option has it: {@code repeatable-read}
 * @param mode the transaction mode: {@code pessimistic} or {@code optimistic}
 * @param snapshotIsolation whether MariaDB's {@code innodb_snapshot_isolation} was on
 * @param seed the random seed of the transactions
 */
public record HistoryHead(
        Optional<String> tool,
        Optional<String> product,
        Optional<String> release,
        Optional<String> level,
        Optional<String> mode,
        boolean snapshotIsolation,
        OptionalLong seed) {
    /** Nothing is known. */
    public static final HistoryHead NONE = new HistoryHead(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            OptionalLong.empty());
}
