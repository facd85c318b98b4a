package io.tidbclient.isolation;

import io.tidbclient.history.Operation;

import java.util.List;

/**
 * A transaction that is to be run.
 *
 * @param id unique in the history, from 0
 * @param operations at least one, reads unanswered
 * @param greatestKey the greatest key of all transactions so far; keys are used in ascending order
 */
public record PlannedTransaction(long id, List<Operation> operations, long greatestKey) {
    public PlannedTransaction {
        operations = List.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a transaction has an operation");
        }
    }
}
