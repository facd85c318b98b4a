package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;

import java.util.List;
import java.util.stream.Stream;

/** What follows for a step from all that is expected of it. */
final class Expected {
    private Expected() {}

    /** Whether one of these compares with what is known under a name. */
    static boolean comparesWith(String name, List<Expectation> expected) {
        return named(expected).anyMatch(cell -> cell.name().equals(name));
    }

    /** All cells that are compared with what a name stands for. */
    static Stream<Cell.Named> named(List<Expectation> expected) {
        Stream<Cell.Named> own = expected.stream()
                .filter(Expectation.Rows.class::isInstance)
                .flatMap(rows -> ((Expectation.Rows) rows).rows().stream().flatMap(List::stream))
                .filter(Cell.Named.class::isInstance)
                .map(Cell.Named.class::cast);
        Stream<Cell.Named> alternatives = expected.stream()
                .filter(Expectation.AnyOf.class::isInstance)
                .flatMap(either -> ((Expectation.AnyOf) either).alternatives().stream())
                .flatMap(Expected::named);
        Stream<Cell.Named> results = expected.stream()
                .filter(Expectation.Results.class::isInstance)
                .flatMap(all -> ((Expectation.Results) all).each().stream())
                .flatMap(Expected::named);
        return Stream.of(own, alternatives, results).flatMap(all -> all);
    }

    /** Whether a step of which this is expected answers without a row. */
    static boolean hasNoRows(List<Expectation> expected) {
        return expected.contains(new Expectation.RowCount(0))
                || expected.stream()
                        .anyMatch(expectation -> expectation instanceof Expectation.Rows rows
                                && rows.rows().isEmpty());
    }

    /** Whether a step of which this is expected may end with an error. */
    static boolean mayFail(List<Expectation> expected) {
        return expected.stream()
                .anyMatch(expectation -> expectation instanceof Expectation.ExpectError
                        || (expectation instanceof Expectation.AnyOf anyOf
                                && anyOf.alternatives().stream().anyMatch(Expected::mayFail)));
    }
}
