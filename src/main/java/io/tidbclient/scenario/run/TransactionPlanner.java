package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Draws the transactions of one client: their values and their statements. For use by one thread. */
final class TransactionPlanner {
    private final Workload workload;
    private final Map<String, Scalar> known;
    private final SplittableRandom random;

    /**
     * A transaction that is to be run.
     *
     * @param number its number, from 1
     * @param shape which kind of transaction it is
     * @param values what names stand for when it begins
     * @param statements in order, at least one
     */
    record Planned(long number, Workload.Shape shape, Map<String, Scalar> values, List<PlannedStatement> statements) {
        Planned {
            values = Map.copyOf(values);
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement of it.
     *
     * @param statement of the script
     * @param values what further names stand for from here on: those of its iteration
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
        draw(workload.values(), values);
        Workload.Shape shape = chosen(workload.shapes(), Workload.Shape::weight);
        List<PlannedStatement> statements = new ArrayList<>();
        add(shape.body(), Map.of(), statements);
        return new Planned(number, shape, values, statements);
    }

    /** In the order of the names: a map's own order is not the same in every process, and the seed has to be. */
    private void draw(Map<String, ValueSource> sources, Map<String, Scalar> values) {
        new TreeMap<>(sources).forEach((name, source) -> values.put(name, source.next(random)));
    }

    private <T> T chosen(List<T> options, ToIntFunction<T> weight) {
        if (options.size() == 1) {
            return options.getFirst();
        }
        long point =
                random.nextLong(options.stream().mapToLong(weight::applyAsInt).sum());
        for (T option : options) {
            point -= weight.applyAsInt(option);
            if (point < 0) {
                return option;
            }
        }
        throw new IllegalStateException("a point is within the sum of the weights");
    }

    private void add(List<TransactionBlock> blocks, Map<String, Scalar> known, List<PlannedStatement> statements) {
        for (TransactionBlock block : blocks) {
            switch (block) {
                case TransactionBlock.Statement statement -> statements.add(new PlannedStatement(statement, known));
                case TransactionBlock.Choice choice ->
                    add(
                            chosen(choice.options(), TransactionBlock.Option::weight)
                                    .body(),
                            known,
                            statements);
                case TransactionBlock.Repeat repeat -> repeat(repeat, known, statements);
            }
        }
    }

    private void repeat(TransactionBlock.Repeat repeat, Map<String, Scalar> known, List<PlannedStatement> statements) {
        int rounds =
                repeat.least() == repeat.most() ? repeat.least() : random.nextInt(repeat.least(), repeat.most() + 1);
        for (int round = 1; round <= rounds; round++) {
            Map<String, Scalar> values = new HashMap<>(known);
            if (!repeat.counter().isEmpty()) {
                values.put(repeat.counter(), Scalar.Numeric.of(round));
            }
            draw(repeat.values(), values);
            add(repeat.body(), Map.copyOf(values), statements);
        }
    }
}
