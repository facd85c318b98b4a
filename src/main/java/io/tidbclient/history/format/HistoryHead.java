package io.tidbclient.history.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a history was recorded. Each is empty where it is not known, as in a file of another tool.
 *
 * @param tool the recording tool with its version
 * @param server the server that it was recorded on
 * @param level the isolation level, as an option has it: {@code repeatable-read}
 * @param mode the transaction mode: {@code pessimistic} or {@code optimistic}
 * @param snapshotIsolation whether MariaDB's {@code innodb_snapshot_isolation} was on
 * @param seed the random seed of the transactions
 */
public record HistoryHead(
        Optional<String> tool,
        RecordedServer server,
        Optional<String> level,
        Optional<String> mode,
        boolean snapshotIsolation,
        OptionalLong seed) {
    /** Nothing is known. */
    public static final HistoryHead NONE = new HistoryHead(
            Optional.empty(), RecordedServer.UNKNOWN, Optional.empty(), Optional.empty(), false, OptionalLong.empty());

    /**
     * The server, or the servers of one cluster. Each is empty where it is not known.
     *
     * @param product the kind of server: {@code TiDB}
     * @param release its release
     * @param addresses of the servers, when there were several; session n was on the one at index n modulo their number
     */
    public record RecordedServer(Optional<String> product, Optional<String> release, List<String> addresses) {
        /** Nothing is known. */
        public static final RecordedServer UNKNOWN = new RecordedServer(Optional.empty(), Optional.empty(), List.of());

        public RecordedServer {
            addresses = List.copyOf(addresses);
        }
    }

    /** The kind of server. */
    public Optional<String> product() {
        return server.product();
    }

    /** Its release. */
    public Optional<String> release() {
        return server.release();
    }
}
