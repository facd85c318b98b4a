package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads lock waits with SQL. TiDB names the holder of a lock in {@code DATA_LOCK_WAITS}; embedded storage leaves that
 * view empty (seen on v8.5.4), and then {@code TIDB_TRX} still shows the waiters and the other transactions.
 * Waits for the end of transactions by DDL are in {@code mysql.tidb_mdl_view}, which names the statement but not who
 * runs it: the process list does.
 */
final class SqlLockWaitReader implements LockWaitReader {
    private static final String TIDB_WAITS = """
            SELECT TRX_ID AS waiter, CURRENT_HOLDING_TRX_ID AS holder FROM INFORMATION_SCHEMA.DATA_LOCK_WAITS""";
    private static final String MARIADB_WAITS = """
            SELECT r.trx_mysql_thread_id AS waiter, b.trx_mysql_thread_id AS holder
            FROM INFORMATION_SCHEMA.INNODB_LOCK_WAITS w
            JOIN INFORMATION_SCHEMA.INNODB_TRX r ON r.trx_id = w.requesting_trx_id
            JOIN INFORMATION_SCHEMA.INNODB_TRX b ON b.trx_id = w.blocking_trx_id""";
    private static final String MYSQL_WAITS = """
            SELECT waiting_pid AS waiter, blocking_pid AS holder FROM sys.innodb_lock_waits""";
    private static final String OTHER_WAITS = """
            SELECT ID AS waiter FROM INFORMATION_SCHEMA.PROCESSLIST
            WHERE STATE LIKE 'Waiting for %lock%' OR STATE = 'User lock'""";

    private final AdminConnection observer;
    private final LockWaitCache lockWaits;
    private final NanoClock nanoClock;
    private final Product product;
    private final String database;
    private final Set<String> unreadable = new HashSet<>();

    SqlLockWaitReader(AdminConnection observer, ScenarioContext scenarioContext) {
        this.observer = observer;
        this.lockWaits = scenarioContext.lockWaits();
        this.nanoClock = scenarioContext.tools().time().monotonic();
        this.product = scenarioContext.product();
        this.database = scenarioContext.database();
    }

    /**
     * Views that this user may not read, or that this server lacks, whichever scenario that shares the polls met them.
     */
    Set<String> unreadable() {
        return Set.copyOf(unreadable);
    }

    @Override
    public LockWaitSnapshot snapshot(Set<Long> own, Set<Long> changingSchema) {
        LockWaitSnapshot snapshot = switch (product) {
            case TIDB -> fresh(() -> tidb(own, changingSchema));
            case MARIADB -> lockWaits.snapshot(() -> fresh(() -> locks("INNODB_LOCK_WAITS", MARIADB_WAITS)));
            case MYSQL -> lockWaits.snapshot(() -> fresh(() -> locks("sys.innodb_lock_waits", MYSQL_WAITS)));
        };
        // Another scenario may have polled.
        unreadable.addAll(snapshot.unreadable());
        return product == Product.TIDB || !unreadable.isEmpty() ? snapshot.withUnseen(own) : snapshot;
    }

    private LockWaitSnapshot fresh(Supplier<List<LockWait>> read) {
        long now = nanoClock.nanos();
        List<LockWait> lockWaits = read.get();
        return new LockWaitSnapshot(lockWaits, unreadable, Set.of(), now, now);
    }

    private record Edge(long waiter, long holder) {}

    private List<LockWait> locks(String view, String sql) {
        List<LockWait> lockWaits = new ArrayList<>();
        byWaiter(edges(view, sql)).forEach((waiter, by) -> lockWaits.add(new LockWait(waiter, by, true, view)));
        for (long waiter :
                ask("PROCESSLIST", OTHER_WAITS, row -> row.number("waiter").orElse(0))) {
            lockWaits.add(new LockWait(waiter, Set.of(), false, "PROCESSLIST"));
        }
        return lockWaits;
    }

    private List<Edge> edges(String view, String sql, Object... parameters) {
        return ask(
                view,
                sql,
                row -> new Edge(
                        row.number("waiter").orElse(0), row.number("holder").orElse(0)),
                parameters);
    }

    private static Map<Long, Set<Long>> byWaiter(List<Edge> edges) {
        Map<Long, Set<Long>> holders = new HashMap<>();
        edges.forEach(edge ->
                holders.computeIfAbsent(edge.waiter(), id -> new HashSet<>()).add(edge.holder()));
        return holders;
    }

    private record Transaction(String id, String state, long session) {}

    private List<LockWait> tidb(Set<Long> own, Set<Long> changingSchema) {
        List<Transaction> open = transactions();
        List<LockWait> lockWaits = new ArrayList<>();
        List<Transaction> waiting =
                open.stream().filter(trx -> trx.state().equals("LockWaiting")).toList();
        if (!waiting.isEmpty()) {
            Map<String, Set<Long>> named = named(open);
            for (Transaction trx : waiting) {
                lockWaits.add(lockWait(trx, named.getOrDefault(trx.id(), Set.of()), open, own));
            }
        }
        if (!changingSchema.isEmpty()) {
            byWaiter(schemaChanges()).forEach((waiter, holders) -> {
                holders.retainAll(own);
                holders.remove(waiter);
                if (changingSchema.contains(waiter) && !holders.isEmpty()) {
                    lockWaits.add(new LockWait(waiter, holders, true, "mysql.tidb_mdl_view"));
                }
            });
        }
        return lockWaits;
    }

    private static LockWait lockWait(Transaction trx, Set<Long> named, List<Transaction> open, Set<Long> own) {
        if (!named.isEmpty()) {
            return new LockWait(trx.session(), named, true, "DATA_LOCK_WAITS");
        }
        Set<Long> others = new HashSet<>();
        open.stream()
                .map(Transaction::session)
                .filter(session -> session != trx.session() && own.contains(session))
                .forEach(others::add);
        return new LockWait(trx.session(), others, others.size() == 1, LockWait.TRANSACTIONS);
    }

    private Map<String, Set<Long>> named(List<Transaction> open) {
        Map<String, Long> sessions = new HashMap<>();
        open.forEach(trx -> sessions.put(trx.id(), trx.session()));
        Map<String, Set<Long>> named = new HashMap<>();
        ask(
                        "DATA_LOCK_WAITS",
                        TIDB_WAITS,
                        row -> List.of(
                                row.text("waiter").orElse(""),
                                row.text("holder").orElse("")))
                .forEach(pair -> {
                    Long holder = sessions.get(pair.get(1));
                    if (holder != null) {
                        named.computeIfAbsent(pair.get(0), id -> new HashSet<>())
                                .add(holder);
                    }
                });
        return named;
    }

    private List<Transaction> transactions() {
        return ofCluster(
                "%sTIDB_TRX", (view, cluster) -> ask(view, """
                SELECT ID AS id, STATE AS state, SESSION_ID AS session FROM INFORMATION_SCHEMA.%sTIDB_TRX""".formatted(cluster), SqlLockWaitReader::transaction));
    }

    private List<Edge> schemaChanges() {
        return ofCluster(
                "tidb_mdl_view with %sPROCESSLIST", (view, cluster) -> edges(view, """
                SELECT p.ID AS waiter, m.SESSION_ID AS holder
                FROM mysql.tidb_mdl_view m JOIN INFORMATION_SCHEMA.%sPROCESSLIST p ON p.INFO = m.query
                WHERE m.db_name = ?""".formatted(cluster), database));
    }

    /** Of the whole cluster where that can be asked: behind a balancer the sessions may be on several servers. */
    private <T> List<T> ofCluster(String view, BiFunction<String, String, List<T>> read) {
        String ofAll = view.formatted("CLUSTER_");
        List<T> found = read.apply(ofAll, "CLUSTER_");
        return unreadable.contains(ofAll) ? read.apply(view.formatted(""), "") : found;
    }

    private static Transaction transaction(Row row) {
        return new Transaction(
                row.text("id").orElse(""),
                row.text("state").orElse(""),
                row.number("session").orElse(0));
    }

    private <T> List<T> ask(String view, String sql, Function<Row, T> read, Object... parameters) {
        if (unreadable.contains(view)) {
            return List.of();
        }
        try {
            return observer.call(session -> session.query(sql, read, parameters));
        } catch (FailureException e) {
            if (e.failure().code() == 0 || e.failure().kind().retryable()) {
                throw e;
            }
            unreadable.add(view);
            return List.of();
        }
    }
}
