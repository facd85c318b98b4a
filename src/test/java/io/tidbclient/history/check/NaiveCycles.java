package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All simple cycles of a tiny history, by following every edge. For histories whose appends were all read, by lists that
 * agree with each other.
 */
final class NaiveCycles {
    private record Edge(int from, int to, DependencyKind kind) {}

    private final List<Transaction> committed;
    private final Map<Long, List<Long>> longest = new TreeMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Set<AnomalyKind> kinds = EnumSet.noneOf(AnomalyKind.class);

    private NaiveCycles(List<Transaction> history) {
        this.committed = history.stream()
                .filter(transaction -> transaction.outcome() == TransactionOutcome.COMMITTED)
                .toList();
    }

    /** The kinds of all cycles. */
    static Set<AnomalyKind> of(List<Transaction> history) {
        NaiveCycles cycles = new NaiveCycles(history);
        cycles.findVersions();
        cycles.findEdges();
        for (int start = 0; start < cycles.committed.size(); start++) {
            cycles.follow(start, start, new ArrayList<>(), new ArrayList<>(List.of(start)));
        }
        return cycles.kinds;
    }

    private void findVersions() {
        for (Transaction transaction : committed) {
            for (Operation operation : transaction.operations()) {
                if (operation instanceof Operation.Read read) {
                    List<Long> list = others(transaction, read);
                    longest.merge(read.key(), list, (one, other) -> one.size() >= other.size() ? one : other);
                }
            }
        }
    }

    /** A read's elements without the transaction's own. */
    private static List<Long> others(Transaction transaction, Operation.Read read) {
        return read.values().orElseThrow().stream()
                .boxed()
                .filter(value -> !transaction.operations().contains(new Operation.Append(read.key(), value)))
                .toList();
    }

    private void findEdges() {
        longest.forEach((key, list) -> {
            for (int i = 1; i < list.size(); i++) {
                add(writer(key, list.get(i - 1)), writer(key, list.get(i)), DependencyKind.WW);
            }
        });
        for (int reader = 0; reader < committed.size(); reader++) {
            for (Operation operation : committed.get(reader).operations()) {
                if (operation instanceof Operation.Read read) {
                    List<Long> seen = others(committed.get(reader), read);
                    List<Long> versions = longest.get(read.key());
                    if (!seen.isEmpty()) {
                        add(writer(read.key(), seen.getLast()), reader, DependencyKind.WR);
                    }
                    if (seen.size() < versions.size()) {
                        add(reader, writer(read.key(), versions.get(seen.size())), DependencyKind.RW);
                    }
                }
            }
        }
        for (int one = 0; one < committed.size(); one++) {
            for (int other = 0; other < committed.size(); other++) {
                boolean before =
                        committed.get(one).endNanos() < committed.get(other).startNanos();
                boolean sameSession =
                        committed.get(one).session() == committed.get(other).session();
                if (before) {
                    add(one, other, sameSession ? DependencyKind.SESSION : DependencyKind.REALTIME);
                }
            }
        }
    }

    private int writer(long key, long value) {
        for (int i = 0; i < committed.size(); i++) {
            if (committed.get(i).operations().contains(new Operation.Append(key, value))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no committed transaction appended " + value);
    }

    private void add(int from, int to, DependencyKind kind) {
        Edge edge = new Edge(from, to, kind);
        if (from != to && !edges.contains(edge)) {
            edges.add(edge);
        }
    }

    /** Cycles through a start and larger transactions, so that each is found once. */
    private void follow(int start, int node, List<DependencyKind> path, List<Integer> visited) {
        for (Edge edge : edges) {
            if (edge.from() != node) {
                continue;
            }
            path.add(edge.kind());
            if (edge.to() == start) {
                kinds.add(kind(path));
            } else if (edge.to() > start && !visited.contains(edge.to())) {
                visited.add(edge.to());
                follow(start, edge.to(), path, visited);
                visited.removeLast();
            }
            path.removeLast();
        }
    }

    /** The kind of a cycle, put together from the words of its definition. */
    static AnomalyKind kind(List<DependencyKind> path) {
        long antiDependencies =
                path.stream().filter(kind -> kind == DependencyKind.RW).count();
        String name;
        if (antiDependencies == 0) {
            name = path.contains(DependencyKind.WR) ? "G1C" : "G0";
        } else if (antiDependencies == 1) {
            name = "G_SINGLE";
        } else {
            name = "G_NONADJACENT";
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i) == DependencyKind.RW && path.get((i + 1) % path.size()) == DependencyKind.RW) {
                    name = "G2_ITEM";
                }
            }
        }
        String form = path.contains(DependencyKind.REALTIME)
                ? "_REALTIME"
                : path.contains(DependencyKind.SESSION) ? "_PROCESS" : "";
        return AnomalyKind.valueOf(name + form);
    }
}
