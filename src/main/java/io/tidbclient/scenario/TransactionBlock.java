package io.tidbclient.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of a workload's transaction. */
public sealed interface TransactionBlock {
    /** All statements in it, each once, in the order of the script. */
    default Stream<Statement> statements() {
        return switch (this) {
            case Statement statement -> Stream.of(statement);
            case Repeat repeat -> statements(repeat.body());
            case Choice choice -> choice.options().stream().flatMap(option -> statements(option.body()));
        };
    }

    /** The largest number of statements that it can amount to, at most {@link Long#MAX_VALUE}. */
    default long mostStatements() {
        return switch (this) {
            case Statement statement -> 1;
            case Repeat repeat -> product(repeat.most(), mostStatements(repeat.body()));
            case Choice choice ->
                choice.options().stream()
                        .mapToLong(option -> mostStatements(option.body()))
                        .max()
                        .orElse(0);
        };
    }

    /** The largest number of statements that a list of blocks can amount to, at most {@link Long#MAX_VALUE}. */
    static long mostStatements(List<TransactionBlock> blocks) {
        return blocks.stream().mapToLong(TransactionBlock::mostStatements).reduce(0, TransactionBlock::sum);
    }

    /** The product of two numbers that are not negative; the largest number when that is exceeded. */
    private static long product(long first, long second) {
        return first != 0 && second > Long.MAX_VALUE / first ? Long.MAX_VALUE : first * second;
    }

    /** The sum of two numbers that are not negative; the largest number when that is exceeded. */
    private static long sum(long first, long second) {
        return second > Long.MAX_VALUE - first ? Long.MAX_VALUE : first + second;
    }

    /**
     * A statement.
     *
     * @param step what is run, and what is expected of it
     * @param access what it does to a list
     */
    record Statement(Step step, Optional<ListAccess> access) implements TransactionBlock {
        public Statement {
            if (!(step.action() instanceof Action.Run)) {
                throw new IllegalArgumentException("a transaction consists of statements");
            }
        }

        /** Its SQL. */
        public SqlText sql() {
            return ((Action.Run) step.action()).sql();
        }
    }

    /**
     * Statements that are repeated.
     *
     * @param least the smallest number of iterations, at least 1
     * @param most the largest one; each number between the two is equally frequent
     * @param counter the name of the iteration's number, from 1; empty without one
     * @param values drawn anew for each iteration
     * @param body what is repeated
     */
    record Repeat(int least, int most, String counter, Map<String, ValueSource> values, List<TransactionBlock> body)
            implements TransactionBlock {
        public Repeat {
            values = Map.copyOf(values);
            body = List.copyOf(body);
            if (least < 1 || most < least || body.isEmpty()) {
                throw new IllegalArgumentException("statements are repeated once at least");
            }
        }
    }

    /**
     * One of several lists of statements.
     *
     * @param options to choose from, at least two
     */
    record Choice(List<Option> options) implements TransactionBlock {
        public Choice {
            options = List.copyOf(options);
            if (options.size() < 2) {
                throw new IllegalArgumentException("a choice has two options at least");
            }
        }
    }

    /**
     * An option of a choice.
     *
     * @param weight how often it is chosen, compared with the others; at least 1
     * @param body what it does
     */
    record Option(int weight, List<TransactionBlock> body) {
        public Option {
            body = List.copyOf(body);
            if (weight < 1 || body.isEmpty()) {
                throw new IllegalArgumentException("an option has a weight and statements");
            }
        }
    }

    /** All statements of a list of blocks. */
    static Stream<Statement> statements(List<TransactionBlock> blocks) {
        return blocks.stream().flatMap(TransactionBlock::statements);
    }
}
