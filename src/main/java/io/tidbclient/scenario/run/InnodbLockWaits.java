package io.tidbclient.scenario.run;

import io.tidbclient.connection.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Lock waits of MariaDB and MySQL. MariaDB, and MySQL before 8.0, answer from a copy that is made anew only when no
 * client has read it for 100 ms. Each query therefore carries a number of its own and runs within a transaction: a copy
 * in which that transaction does not run this very query is stale and is not used. What InnoDB's status then shows
 * is current, but names no holder.
 */
final class InnodbLockWaits {
    private static final String MARIADB_VIEW = "INNODB_LOCK_WAITS";
    private static final String MARIADB_WAITS = """
            SELECT /* MARK */ t.trx_mysql_thread_id AS waiter, b.trx_mysql_thread_id AS holder, t.trx_query AS query
            FROM INFORMATION_SCHEMA.INNODB_TRX t
            LEFT JOIN INFORMATION_SCHEMA.INNODB_LOCK_WAITS w ON w.requesting_trx_id = t.trx_id
            LEFT JOIN INFORMATION_SCHEMA.INNODB_TRX b ON b.trx_id = w.blocking_trx_id
            WHERE b.trx_id IS NOT NULL OR t.trx_mysql_thread_id = CONNECTION_ID()""";

    /** Not a copy, but what InnoDB has now. */
    private static final String MYSQL_WAITS = """
            SELECT r.PROCESSLIST_ID AS waiter, COALESCE(b.PROCESSLIST_ID, 0) AS holder
            FROM performance_schema.data_lock_waits w
            JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID
            LEFT JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID""";

    private static final String OTHER_WAITS = """
            SELECT ID AS waiter FROM INFORMATION_SCHEMA.PROCESSLIST
            WHERE STATE LIKE 'Waiting for %lock%' OR STATE = 'User lock'""";

    private static final String STATUS = "SHOW ENGINE INNODB STATUS";

    private final ServerViews views;
    private final boolean mysql;
    private final String name;
    private long polls;

    /**
     * @param mysql whether the server is MySQL
     * @param name marks this reader's queries, so that they differ from those of other clients
     */
    InnodbLockWaits(ServerViews views, boolean mysql, String name) {
        this.views = views;
        this.mysql = mysql;
        this.name = name;
    }

    /** All waits, and whether the copy was stale, so that none of their holders is named. */
    record Found(List<LockWait> lockWaits, boolean stale) {}

    /** @param holder empty when the transaction does not wait */
    private record Edge(long waiter, OptionalLong holder, String query) {}

    Found read() {
        Optional<List<LockWait>> current = mysql ? ofMysql().or(this::ofCopy) : ofCopy();
        List<LockWait> lockWaits = new ArrayList<>(current.or(this::ofStatus).orElse(List.of()));
        for (long waiter : views.ask(
                "PROCESSLIST", OTHER_WAITS, row -> row.number("waiter").orElse(0))) {
            lockWaits.add(new LockWait(waiter, Set.of(), false, "PROCESSLIST"));
        }
        return new Found(lockWaits, current.isEmpty());
    }

    private Optional<List<LockWait>> ofMysql() {
        return views.ifPossible(MYSQL_WAITS, InnodbLockWaits::edge).map(edges -> lockWaits(edges, "data_lock_waits"));
    }

    /** Empty when the copy is stale. */
    private Optional<List<LockWait>> ofCopy() {
        if (!views.isReadable(MARIADB_VIEW)) {
            return Optional.of(List.of());
        }
        String mark = "tidb-client " + name + " " + ++polls;
        Optional<List<Edge>> edges = views.within(
                MARIADB_VIEW,
                "START TRANSACTION WITH CONSISTENT SNAPSHOT",
                MARIADB_WAITS.replace("MARK", mark),
                InnodbLockWaits::edge);
        if (!views.isReadable(MARIADB_VIEW)) {
            return Optional.of(List.of());
        }
        return edges.filter(
                        found -> found.stream().anyMatch(edge -> edge.query().contains(mark)))
                .map(found -> lockWaits(found, MARIADB_VIEW));
    }

    private Optional<List<LockWait>> ofStatus() {
        return Optional.of(
                views.ask(InnodbStatus.VIEW, STATUS, row -> row.text("Status").orElse("")).stream()
                        .flatMap(status -> InnodbStatus.lockWaits(status).stream())
                        .toList());
    }

    private static List<LockWait> lockWaits(List<Edge> edges, String view) {
        Map<Long, Set<Long>> holders = new HashMap<>();
        edges.stream()
                .filter(edge -> edge.waiter() != LockWait.NO_CONNECTION)
                .forEach(edge -> edge.holder()
                        .ifPresent(holder -> holders.computeIfAbsent(edge.waiter(), id -> new HashSet<>())
                                .add(holder)));
        return holders.entrySet().stream()
                .map(wait -> new LockWait(wait.getKey(), wait.getValue(), true, view))
                .toList();
    }

    private static Edge edge(Row row) {
        return new Edge(
                row.number("waiter").orElse(0),
                row.number("holder"),
                row.text("query").orElse(""));
    }
}
