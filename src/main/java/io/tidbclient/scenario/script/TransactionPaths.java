package io.tidbclient.scenario.script;

import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.TransactionBlock;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Follows all paths through the statements of a workload's transaction, to refuse one that may leave a transaction open. */
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
        Set<Point> ends =
                follow(body, Set.of(new Point(false, true)), (statement, point) -> point.after(statement.sql()));
        if (ends.stream().anyMatch(Point::open)) {
            throw TransactionBlock.statements(body)
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .step()
                    .place()
                    .wrong("the transaction is left open, so that it is not known to be committed; end it with COMMIT"
                            + " or ROLLBACK");
        }
    }

    /**
     * The points at the end of every path through a body.
     *
     * @param before the points at its beginning
     * @param after the point behind a statement, from the one before it; a point is compared with others by {@code equals}
     */
    static <P> Set<P> follow(
            List<TransactionBlock> body, Set<P> before, BiFunction<TransactionBlock.Statement, P, P> after) {
        Set<P> points = before;
        for (TransactionBlock block : body) {
            points = follow(block, points, after);
        }
        return points;
    }

    private static <P> Set<P> follow(
            TransactionBlock block, Set<P> before, BiFunction<TransactionBlock.Statement, P, P> after) {
        Set<P> points = new LinkedHashSet<>();
        switch (block) {
            case TransactionBlock.Statement statement ->
                before.forEach(point -> points.add(after.apply(statement, point)));
            case TransactionBlock.Repeat repeat -> {
                Set<P> once = follow(repeat.body(), before, after);
                if (repeat.least() == 1) {
                    points.addAll(once);
                }
                if (repeat.most() > 1) {
                    // What a second iteration leads to, further ones do, too.
                    points.addAll(follow(repeat.body(), once, after));
                }
            }
            case TransactionBlock.Choice choice ->
                choice.options().forEach(option -> points.addAll(follow(option.body(), before, after)));
        }
        return points;
    }
}
