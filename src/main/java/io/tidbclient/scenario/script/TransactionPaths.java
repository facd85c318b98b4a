package io.tidbclient.scenario.script;

import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.TransactionBlock;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Follows the statements of a workload's transaction, to refuse one that may leave a transaction open. */
final class TransactionPaths {
    /**
     * What is known between two statements.
     *
     * @param open whether a transaction is open
     * @param autocommit whether a statement outside of a transaction commits itself
     */
    private record Point(boolean open, boolean autocommit) {
        Point after(SqlText sql) {
            boolean commits = autocommit && !sql.turnsAutocommitOff();
            boolean stays =
                    !sql.endsTransaction() && (open || (!commits && !sql.verb().equals("SET")));
            return new Point(sql.beginsTransaction() || stays, commits);
        }
    }

    private TransactionPaths() {}

    /** A transaction that is left open is committed by the next one's BEGIN, or by none. */
    static void requireEnd(List<TransactionBlock> body) {
        if (after(body, Set.of(new Point(false, true))).stream().anyMatch(Point::open)) {
            throw TransactionBlock.statements(body)
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .step()
                    .place()
                    .wrong("the transaction is left open, so that it is not known to be committed; end it with COMMIT"
                            + " or ROLLBACK");
        }
    }

    private static Set<Point> after(List<TransactionBlock> blocks, Set<Point> before) {
        Set<Point> points = before;
        for (TransactionBlock block : blocks) {
            points = after(block, points);
        }
        return points;
    }

    private static Set<Point> after(TransactionBlock block, Set<Point> before) {
        Set<Point> points = new LinkedHashSet<>();
        switch (block) {
            case TransactionBlock.Statement statement ->
                before.forEach(point -> points.add(point.after(statement.sql())));
            case TransactionBlock.Repeat repeat -> {
                Set<Point> once = after(repeat.body(), before);
                if (repeat.least() == 1) {
                    points.addAll(once);
                }
                if (repeat.most() > 1) {
                    // What a second iteration leads to, further ones do, too.
                    points.addAll(after(repeat.body(), once));
                }
            }
            case TransactionBlock.Choice choice ->
                choice.options().forEach(option -> points.addAll(after(option.body(), before)));
        }
        return points;
    }
}
