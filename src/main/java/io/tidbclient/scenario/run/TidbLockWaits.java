package io.tidbclient.scenario.run;

import io.tidbclient.connection.Row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Lock waits of TiDB. {@code DATA_LOCK_WAITS} names the holder of a lock; on embedded storage it does so from the first
 * second of a pessimistic wait on, and at once where a commit waits (seen on v8.5.4). Until then {@code TIDB_TRX} shows
 * the waiter, and which other transactions can hold the lock. Waits for the end of transactions by DDL are in
 * {@code mysql.tidb_mdl_view}, which names the statement but not who runs it: the process list does.
 */
final class TidbLockWaits {
    private static final String WAITS = """
            SELECT TRX_ID AS waiter, CURRENT_HOLDING_TRX_ID AS holder FROM INFORMATION_SCHEMA.DATA_LOCK_WAITS""";

    /** From v6.3 on a transaction has the tables that it uses. */
    private static final String TRANSACTIONS = """
            SELECT ID AS id, STATE AS state, SESSION_ID AS session, MEM_BUFFER_KEYS AS locks, RELATED_TABLE_IDS AS tables
            FROM INFORMATION_SCHEMA.CLUSTER_TIDB_TRX""";

    private static final String TRANSACTIONS_ALONE = """
            SELECT ID AS id, STATE AS state, SESSION_ID AS session FROM INFORMATION_SCHEMA.CLUSTER_TIDB_TRX""";

    private static final String SCHEMA_CHANGES = """
            SELECT p.ID AS waiter, m.SESSION_ID AS holder
            FROM mysql.tidb_mdl_view m JOIN INFORMATION_SCHEMA.CLUSTER_PROCESSLIST p ON p.INFO = m.query
            WHERE m.db_name = ?""";

    private final ServerViews views;
    private final String database;

    TidbLockWaits(ServerViews views, String database) {
        this.views = views;
        this.database = database;
    }

    /** All waits, and those connections whose wait may be missing. */
    record Found(List<LockWait> lockWaits, Set<Long> unseen) {}

    private record Edge(long waiter, long holder) {}

    /**
     * @param locks how many keys it has locked or changed; empty when unknown
     * @param tables the ids of the tables that it uses; empty when unknown
     */
    private record Transaction(String id, String state, long session, Optional<Long> locks, Set<String> tables) {
        boolean isIdle() {
            return state.equals("Idle");
        }

        /** A statement under way may have locked what is not counted yet. */
        boolean mayHoldLocks() {
            return !isIdle() || locks.isEmpty() || locks.get() > 0;
        }

        boolean mayShareTable(Transaction other) {
            return tables.isEmpty() || other.tables.isEmpty() || tables.stream().anyMatch(other.tables::contains);
        }
    }

    Found read(LockWaitQuery query) {
        List<Transaction> open = transactions();
        Map<String, Set<Long>> named =
                open.stream().allMatch(trx -> trx.isIdle() || !query.own().contains(trx.session()))
                        ? Map.of()
                        : named(open);
        List<LockWait> lockWaits = new ArrayList<>();
        // A wait for another DDL statement, or for a lock of GET_LOCK, is in no view.
        Set<Long> unseen = new HashSet<>(query.changingSchema());
        unseen.addAll(query.userLocks().keySet());
        for (Transaction trx : open) {
            Set<Long> holders = named.getOrDefault(trx.id(), Set.of());
            Set<Long> listed = new HashSet<>(holders);
            listed.remove(LockWait.NO_CONNECTION);
            if (!listed.isEmpty()) {
                lockWaits.add(new LockWait(trx.session(), listed, true, "DATA_LOCK_WAITS"));
            } else if (trx.state().equals("LockWaiting")) {
                Set<Long> candidates = new HashSet<>(holders);
                candidates.addAll(candidates(trx, open, query.own()));
                lockWaits.add(new LockWait(trx.session(), candidates, false, LockWait.TRANSACTIONS));
            } else if (trx.state().equals("Committing")) {
                unseen.add(trx.session());
            }
        }
        lockWaits.addAll(schemaChanges(query));
        return new Found(lockWaits, views.unreadable().isEmpty() ? unseen : query.own());
    }

    /** The transactions that can hold what one waits for, another client's among them. */
    private static Set<Long> candidates(Transaction waiter, List<Transaction> open, Set<Long> own) {
        Set<Long> others = new HashSet<>();
        open.stream()
                .filter(trx -> trx.session() != waiter.session() && trx.mayHoldLocks())
                .filter(trx -> own.contains(trx.session()) || trx.mayShareTable(waiter))
                .forEach(trx -> others.add(trx.session()));
        return others;
    }

    /** A holder that is not listed has no connection: its lock may be left over, or its name out of date. */
    private Map<String, Set<Long>> named(List<Transaction> open) {
        Map<String, Long> sessions = new HashMap<>();
        open.forEach(trx -> sessions.put(trx.id(), trx.session()));
        Map<String, Set<Long>> named = new HashMap<>();
        views.ask(
                        "DATA_LOCK_WAITS",
                        WAITS,
                        row -> List.of(
                                row.text("waiter").orElse(""),
                                row.text("holder").orElse("")))
                .forEach(pair -> named.computeIfAbsent(pair.get(0), id -> new HashSet<>())
                        .add(sessions.getOrDefault(pair.get(1), LockWait.NO_CONNECTION)));
        return named;
    }

    private List<LockWait> schemaChanges(LockWaitQuery query) {
        if (query.changingSchema().isEmpty()) {
            return List.of();
        }
        Map<Long, Set<Long>> holders = new HashMap<>();
        ofCluster(
                        "tidb_mdl_view with %sPROCESSLIST",
                        (view, cluster) -> views.ask(
                                view,
                                SCHEMA_CHANGES.replace("CLUSTER_", cluster),
                                row -> new Edge(
                                        row.number("waiter").orElse(0),
                                        row.number("holder").orElse(0)),
                                database))
                .stream()
                .filter(edge -> query.changingSchema().contains(edge.waiter()))
                .filter(edge -> edge.waiter() != edge.holder() && query.own().contains(edge.holder()))
                .forEach(edge -> holders.computeIfAbsent(edge.waiter(), id -> new HashSet<>())
                        .add(edge.holder()));
        return holders.entrySet().stream()
                .map(wait -> new LockWait(wait.getKey(), wait.getValue(), true, "mysql.tidb_mdl_view"))
                .toList();
    }

    private List<Transaction> transactions() {
        return ofCluster(
                "%sTIDB_TRX",
                (view, cluster) -> views.ifPossible(
                                TRANSACTIONS.replace("CLUSTER_", cluster), TidbLockWaits::transaction)
                        .orElseGet(() -> views.ask(
                                view, TRANSACTIONS_ALONE.replace("CLUSTER_", cluster), TidbLockWaits::transaction)));
    }

    /** Of the whole cluster where that can be asked: behind a balancer the sessions may be on several servers. */
    private <T> List<T> ofCluster(String view, BiFunction<String, String, List<T>> read) {
        String ofAll = view.formatted("CLUSTER_");
        List<T> found = read.apply(ofAll, "CLUSTER_");
        return views.isReadable(ofAll) ? found : read.apply(view.formatted(""), "");
    }

    private static Transaction transaction(Row row) {
        return new Transaction(
                row.text("id").orElse(""),
                row.text("state").orElse(""),
                row.number("session").orElse(0),
                row.number("locks").stream().boxed().findFirst(),
                Arrays.stream(row.text("tables").orElse("").split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
