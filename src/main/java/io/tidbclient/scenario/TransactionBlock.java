package io.tidbclient.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of a workload's transaction. */
public sealed interface TransactionBlock {
    /** All statements in it, each once, in the order of the script. */
    default Stream<Statement> statements() {
        return switch (this) {
            case Statement statement -> Stream.of(statement);
        };
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

    /** All statements of a list of blocks. */
    static Stream<Statement> statements(List<TransactionBlock> blocks) {
        return blocks.stream().flatMap(TransactionBlock::statements);
    }
}
