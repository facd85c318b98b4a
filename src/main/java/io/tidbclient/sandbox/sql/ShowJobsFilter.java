package io.tidbclient.sandbox.sql;

import java.util.List;

/**
 * The WHERE of a {@code SHOW IMPORT JOBS}: alternatives, of which one must hold in all of its conditions.
 *
 * @param alternatives none for no WHERE
 */
public record ShowJobsFilter(List<List<Condition>> alternatives) {
    public ShowJobsFilter {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Without a WHERE. */
    public static ShowJobsFilter none() {
        return new ShowJobsFilter(List.of());
    }

    /**
     * A column and the values it must, or must not, have.
     *
     * @param column as written
     * @param negated whether it must have none of them
     * @param values at least one
     */
    public record Condition(String column, boolean negated, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }
}
