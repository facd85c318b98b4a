package io.tidbclient.scenario.run;

import io.tidbclient.connection.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lock waits of MariaDB and MySQL. MariaDB, and MySQL before 8.0, answer from a copy that is made anew only when no
 * client has read it for 100 ms. Each query therefore carries a number of its own and runs within a transaction: a copy
 * in which that transaction does not run this very query is stale and is not used. What InnoDB's status then shows
 * is current, but names no holder.
 */
final class InnodbLockWaits {
    private static final String MARIADB_VIEW = "INNODB_LOCK_WAITS";
    /** All transactions that have only read have the id 0, this one included: seen on MariaDB 10.11.19. */
    private static final String MARIADB_WAITS = """
            SELECT /* MARK */ t.trx_mysql_thread_id AS waiter, b.trx_mysql_thread_id AS holder, b.trx_id AS id, t.trx_query AS query
            FROM INFORMATION_SCHEMA.INNODB_TRX t
            LEFT JOIN INFORMATION_SCHEMA.INNODB_LOCK_WAITS w
              ON w.requesting_trx_id = t.trx_id AND w.requested_lock_id = t.trx_requested_lock_id
            LEFT JOIN INFORMATION_SCHEMA.INNODB_TRX b
              ON b.trx_id = w.blocking_trx_id AND b.trx_mysql_thread_id NOT IN (t.trx_mysql_thread_id, CONNECTION_ID())
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

    /**
     * A transaction, and one that it waits for.
     *
     * @param holder empty when the transaction does not wait
     * @param named whether the holder has an id of its own; otherwise it is one of those that have none
     */
    private record Edge(long waiter, OptionalLong holder, boolean named, String query) {}

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
        return views.ifPossible(MYSQL_WAITS, InnodbLockWaits::ofMysql)
                .map(edges -> lockWaits(edges, "data_lock_waits"));
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
                InnodbLockWaits::ofMariaDb);
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
        Map<Long, List<Edge>> byWaiter = edges.stream()
                .filter(edge -> edge.waiter() != LockWait.NO_CONNECTION)
                .filter(edge -> edge.holder().isPresent())
                .collect(Collectors.groupingBy(Edge::waiter));
        return byWaiter.entrySet().stream()
                .map(wait -> lockWait(wait.getKey(), wait.getValue(), view))
                .toList();
    }

    private static LockWait lockWait(long waiter, List<Edge> edges, String view) {
        Set<Long> holders =
                edges.stream().map(edge -> edge.holder().orElseThrow()).collect(Collectors.toSet());
        long candidates = edges.stream()
                .filter(edge -> !edge.named())
                .map(Edge::holder)
                .distinct()
                .count();
        return new LockWait(waiter, holders, candidates <= 1, view);
    }

    private static Edge ofMysql(Row row) {
        return new Edge(row.number("waiter").orElse(0), row.number("holder"), true, "");
    }

    private static Edge ofMariaDb(Row row) {
        return new Edge(
                row.number("waiter").orElse(0),
                row.number("holder"),
                row.number("id").orElse(0) != 0,
                row.text("query").orElse(""));
    }
}
