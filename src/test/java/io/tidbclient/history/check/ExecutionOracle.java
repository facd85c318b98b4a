package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides by trying all executions whether a model allows a tiny history. It knows nothing of dependencies and cycles: it
 * replays operations on lists.
 *
 * <p>A state is what each transaction has done so far (nothing, begun, committed) and the lists. Transactions of unknown
 * outcome may stay out.
 */
final class ExecutionOracle {
    private final List<Transaction> transactions;
    private final boolean snapshots;
    private final boolean realtime;
    private final Set<List<Object>> failed = new HashSet<>();

    private ExecutionOracle(List<Transaction> history, boolean snapshots, boolean realtime) {
        this.transactions = history.stream()
                .filter(transaction -> transaction.outcome() != TransactionOutcome.ABORTED)
                .toList();
        this.snapshots = snapshots;
        this.realtime = realtime;
    }

    /** One of the four models from snapshot isolation on. */
    static boolean allows(ConsistencyModel model, List<Transaction> history) {
        return switch (model) {
            case READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ -> throw new IllegalArgumentException("no oracle");
            case SNAPSHOT_ISOLATION -> new ExecutionOracle(history, true, false).run();
            case STRONG_SNAPSHOT_ISOLATION -> new ExecutionOracle(history, true, true).run();
            case SERIALIZABLE -> new ExecutionOracle(history, false, false).run();
            case STRICT_SERIALIZABLE -> new ExecutionOracle(history, false, true).run();
        };
    }

    private boolean run() {
        return canFinish(Set.of(), Map.of(), Map.of());
    }

    /** @param begun the lists that running transactions took as their snapshots */
    private boolean canFinish(
            Set<Long> committed, Map<Long, Map<Long, List<Long>>> begun, Map<Long, List<Long>> lists) {
        if (transactions.stream()
                .allMatch(transaction -> committed.contains(transaction.id())
                        || (transaction.outcome() == TransactionOutcome.UNKNOWN
                                && !begun.containsKey(transaction.id())))) {
            return true;
        }
        List<Object> state = List.of(committed, begun, lists);
        if (failed.contains(state)) {
            return false;
        }
        for (Transaction transaction : transactions) {
            if (!committed.contains(transaction.id()) && canAdvance(transaction, committed, begun, lists)) {
                return true;
            }
        }
        failed.add(state);
        return false;
    }

    private boolean canAdvance(
            Transaction transaction,
            Set<Long> committed,
            Map<Long, Map<Long, List<Long>>> begun,
            Map<Long, List<Long>> lists) {
        Map<Long, List<Long>> snapshot = begun.get(transaction.id());
        if (snapshot == null) {
            if (!mayBegin(transaction, committed) || !readsMatch(transaction, lists)) {
                return false;
            }
            Map<Long, Map<Long, List<Long>>> more = new HashMap<>(begun);
            more.put(transaction.id(), lists);
            return snapshots
                    ? canFinish(committed, more, lists)
                    : canCommit(transaction, committed, more, lists, lists);
        }
        return canCommit(transaction, committed, begun, lists, snapshot);
    }

    private boolean canCommit(
            Transaction transaction,
            Set<Long> committed,
            Map<Long, Map<Long, List<Long>>> begun,
            Map<Long, List<Long>> lists,
            Map<Long, List<Long>> snapshot) {
        Map<Long, List<Long>> next = new HashMap<>(lists);
        for (Operation operation : transaction.operations()) {
            if (operation instanceof Operation.Append append) {
                if (!list(lists, append.key()).equals(list(snapshot, append.key()))) {
                    return false;
                }
                next.put(append.key(), with(list(next, append.key()), append.value()));
            }
        }
        Set<Long> more = new HashSet<>(committed);
        more.add(transaction.id());
        Map<Long, Map<Long, List<Long>>> remaining = new HashMap<>(begun);
        remaining.remove(transaction.id());
        return canFinish(more, remaining, next);
    }

    private boolean mayBegin(Transaction transaction, Set<Long> committed) {
        return !realtime
                || transactions.stream()
                        .filter(other -> other.outcome() == TransactionOutcome.COMMITTED)
                        .filter(other -> other.endNanos() < transaction.startNanos())
                        .allMatch(other -> committed.contains(other.id()));
    }

    private static boolean readsMatch(Transaction transaction, Map<Long, List<Long>> lists) {
        Map<Long, List<Long>> own = new HashMap<>(lists);
        for (Operation operation : transaction.operations()) {
            switch (operation) {
                case Operation.Append append -> own.put(append.key(), with(list(own, append.key()), append.value()));
                case Operation.Read read -> {
                    if (read.values().isPresent()
                            && !read.values().get().stream().boxed().toList().equals(list(own, read.key()))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static List<Long> list(Map<Long, List<Long>> lists, long key) {
        return lists.getOrDefault(key, List.of());
    }

    private static List<Long> with(List<Long> list, long value) {
        List<Long> longer = new ArrayList<>(list);
        longer.add(value);
        return longer;
    }
}
