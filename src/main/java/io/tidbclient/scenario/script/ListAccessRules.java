package io.tidbclient.scenario.script;

import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;

import java.util.Optional;
import java.util.Set;

/**
 * Refuses workloads whose lists cannot be checked: without reads, without appends, or with operations of one transaction of the
 * history in several transactions of the server.
 */
final class ListAccessRules {
    /**
     * What is known between two statements.
     *
     * @param open whether a transaction is open that BEGIN began
     * @param over whether a transaction with operations on lists has ended
     * @param used whether the open one has operations on lists
     */
    private record Point(boolean open, boolean over, boolean used) {}

    private static final Set<String> LOCKS = Set.of("LOCK", "UNLOCK");

    private ListAccessRules() {}

    static void check(Workload workload) {
        Optional<TransactionBlock.Statement> marked = workload.statements()
                .filter(statement -> statement.access().isPresent())
                .findFirst();
        if (workload.lists().isEmpty()) {
            marked.ifPresent(statement -> {
                throw statement
                        .step()
                        .place()
                        .wrong("'%s' is checked by 'append-list', which the workload lacks; add append-list: {last: …}"
                                .formatted(
                                        statement.access().orElseThrow().kind().label()));
            });
            return;
        }
        require(workload, ListAccess.Kind.APPENDS, "mark the one that appends :element with 'appends: KEY'");
        require(workload, ListAccess.Kind.READS, "mark a SELECT of a list with 'reads: KEY'");
        for (Workload.Shape shape : workload.shapes()) {
            var unused = TransactionPaths.follow(
                    shape.body(), Set.of(new Point(false, false, false)), ListAccessRules::after);
        }
    }

    private static void require(Workload workload, ListAccess.Kind kind, String remedy) {
        boolean exists = workload.statements()
                .flatMap(statement -> statement.access().stream())
                .anyMatch(access -> access.kind() == kind);
        if (!exists) {
            throw workload.lists()
                    .orElseThrow()
                    .place()
                    .wrong("no statement of the transactions %s a list, so that nothing can be checked; %s"
                            .formatted(kind == ListAccess.Kind.READS ? "reads" : "appends to", remedy));
        }
    }

    private static Point after(TransactionBlock.Statement statement, Point point) {
        SqlText sql = statement.sql();
        boolean marked = statement.access().isPresent();
        if (point.open() && (sql.beginsTransaction() || sql.changesSchema() || LOCKS.contains(sql.verb()))) {
            throw statement
                    .step()
                    .place()
                    .wrong(
                            "this statement commits the transaction that it is in, so that a history of lists would have two as"
                                    + " one; put it before BEGIN, or into another kind of transaction");
        }
        if (!marked && point.over()) {
            throw statement
                    .step()
                    .place()
                    .wrong(
                            "this statement follows the end of the transaction, whose outcome would depend on it; remove it, or put"
                                    + " it into another kind of transaction");
        }
        if (marked && point.over()) {
            throw statement
                    .step()
                    .place()
                    .wrong(
                            "operations on lists stand in two transactions here, and a history needs each in one of its own;"
                                    + " put them between BEGIN and COMMIT, or into another kind of transaction");
        }
        if (sql.verb().equals("ROLLBACK") && !sql.rollsBack()) {
            throw statement
                    .step()
                    .place()
                    .wrong("a history of lists cannot contain a part of a transaction that was undone; remove the"
                            + " savepoint, or 'append-list'");
        }
        boolean used = marked || (point.used() && !sql.beginsTransaction());
        boolean over = point.over() || (point.used() && (sql.beginsTransaction() || sql.endsTransaction()));
        boolean open = sql.beginsTransaction() || (point.open() && !sql.endsTransaction());
        return new Point(open, over || (marked && !open), used && open);
    }
}
