package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws the transactions of one client: their values and their statements. For use by one thread. */
final class TransactionPlanner {
    private final Workload workload;
    private final Map<String, Scalar> known;
    private final SplittableRandom random;

    /**
     * A transaction that is to be run.
     *
     * @param number its number, from 1
     * @param values what names stand for when it begins
     * @param statements in order, at least one
     */
    record Planned(long number, Map<String, Scalar> values, List<PlannedStatement> statements) {
        Planned {
            values = Map.copyOf(values);
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement of it.
     *
     * @param statement of the script
     * @param values what further names stand for from here on
     */
    record PlannedStatement(TransactionBlock.Statement statement, Map<String, Scalar> values) {}

    /**
     * The transactions of a client.
     *
     * @param known named values of all of them
     */
    TransactionPlanner(Workload workload, Map<String, Scalar> known, SplittableRandom random) {
        this.workload = workload;
        this.known = Map.copyOf(known);
        this.random = random;
    }

    /** The transaction of this number. */
    Planned next(long number) {
        Map<String, Scalar> values = new HashMap<>(known);
        values.put("transaction", Scalar.Numeric.of(number));
        // In the order of the names: a map's own order is not the same in every process, and the seed has to be.
        new TreeMap<>(workload.values()).forEach((name, source) -> values.put(name, source.next(random)));
        List<PlannedStatement> statements = new ArrayList<>();
        workload.shapes().getFirst().body().forEach(block -> add(block, statements));
        return new Planned(number, values, statements);
    }

    private static void add(TransactionBlock block, List<PlannedStatement> statements) {
        switch (block) {
            case TransactionBlock.Statement statement -> statements.add(new PlannedStatement(statement, Map.of()));
        }
    }
}
