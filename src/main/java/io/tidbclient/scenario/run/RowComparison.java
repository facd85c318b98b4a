package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ColumnType;
import io.tidbclient.redact.Redactor;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares the rows of an answer with those expected. */
final class RowComparison {
    private final Map<String, Scalar> values;

    /** @param values what names stand for */
    RowComparison(Map<String, Scalar> values) {
        this.values = values;
    }

    /** The first difference; empty when the rows are as expected. */
    Optional<RowDifference> first(Expectation.Rows expected, Answer answer) {
        return expected.ordered() ? inOrder(expected.rows(), answer) : inAnyOrder(expected.rows(), answer);
    }

    private Optional<RowDifference> inOrder(List<List<Cell>> expected, Answer answer) {
        int common = Math.min(expected.size(), answer.rows().size());
        for (int i = 0; i < common; i++) {
            Optional<RowDifference> difference = ofRow(expected.get(i), answer, i);
            if (difference.isPresent()) {
                return difference;
            }
        }
        if (expected.size() > common) {
            return Optional.of(
                    new RowDifference.OfRow(common + 1, Optional.of(expected(expected.get(common))), Optional.empty()));
        }
        return answer.rows().size() > common
                ? Optional.of(new RowDifference.OfRow(common + 1, Optional.empty(), Optional.of(got(answer, common))))
                : Optional.empty();
    }

    /** Each expected row needs one of its own: with patterns, the first that fits may be another's. */
    private Optional<RowDifference> inAnyOrder(List<List<Cell>> expected, Answer answer) {
        int[] takenBy = new int[answer.rows().size()];
        Arrays.fill(takenBy, -1);
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            if (!assign(i, expected, answer, takenBy, new boolean[takenBy.length])) {
                missing.add(i);
            }
        }
        List<Integer> unexpected = IntStream.range(0, takenBy.length)
                .filter(row -> takenBy[row] < 0)
                .boxed()
                .toList();
        if (missing.isEmpty() && unexpected.isEmpty()) {
            return Optional.empty();
        }
        if (missing.size() == 1 && unexpected.size() == 1) {
            return ofRow(expected.get(missing.getFirst()), answer, unexpected.getFirst());
        }
        return Optional.of(new RowDifference.OfRow(
                1 + (unexpected.isEmpty() ? missing : unexpected).getFirst(),
                missing.stream().findFirst().map(row -> expected(expected.get(row))),
                unexpected.stream().findFirst().map(row -> got(answer, row))));
    }

    private boolean assign(int i, List<List<Cell>> expected, Answer answer, int[] takenBy, boolean[] tried) {
        for (int row = 0; row < answer.rows().size(); row++) {
            if (!tried[row] && matches(expected.get(i), answer, row)) {
                tried[row] = true;
                if (takenBy[row] < 0 || assign(takenBy[row], expected, answer, takenBy, tried)) {
                    takenBy[row] = i;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matches(List<Cell> expected, Answer answer, int row) {
        return expected.size() == answer.columns().size()
                && IntStream.range(0, expected.size()).allMatch(i -> matches(expected.get(i), answer, row, i));
    }

    private boolean matches(Cell expected, Answer answer, int row, int column) {
        Optional<String> value = answer.value(row, column);
        ColumnType.Kind kind = answer.types().get(column).kind();
        return switch (expected) {
            case Cell.Exactly exactly -> exactly.value().matches(value, kind);
            case Cell.Like like ->
                value.filter(text -> like.pattern().matcher(text).matches()).isPresent();
            case Cell.Named named ->
                Optional.ofNullable(values.get(named.name()))
                        .filter(known -> known.matches(value, kind))
                        .isPresent();
            case Cell.Anything anything -> true;
        };
    }

    private Optional<RowDifference> ofRow(List<Cell> expected, Answer answer, int row) {
        if (expected.size() != answer.rows().get(row).size()) {
            return Optional.of(
                    new RowDifference.OfRow(row + 1, Optional.of(expected(expected)), Optional.of(got(answer, row))));
        }
        return IntStream.range(0, expected.size())
                .filter(i -> !matches(expected.get(i), answer, row, i))
                .boxed()
                .findFirst()
                .map(i -> new RowDifference.OfCell(
                        row + 1, answer.columns().get(i), expected(expected.get(i)), got(answer, row, i)));
    }

    private List<RowDifference.Value> expected(List<Cell> row) {
        return row.stream().map(this::expected).toList();
    }

    private RowDifference.Value expected(Cell cell) {
        return switch (cell) {
            case Cell.Exactly exactly -> value(exactly.value());
            case Cell.Named named when values.containsKey(named.name()) -> value(values.get(named.name()));
            case Cell.Named named -> placeholder(named.shown());
            case Cell.Like like -> placeholder(like.shown());
            case Cell.Anything anything -> placeholder(anything.shown());
        };
    }

    private static RowDifference.Value value(Scalar scalar) {
        Optional<String> text = scalar instanceof Scalar.Null ? Optional.empty() : Optional.of(scalar.shown());
        return new RowDifference.Value(text, scalar instanceof Scalar.Numeric, Rows.masked(scalar), "");
    }

    private static RowDifference.Value placeholder(String shown) {
        return new RowDifference.Value(Optional.of(shown), false, Redactor.text(shown), "");
    }

    private static List<RowDifference.Value> got(Answer answer, int row) {
        return IntStream.range(0, answer.columns().size())
                .mapToObj(column -> got(answer, row, column))
                .toList();
    }

    private static RowDifference.Value got(Answer answer, int row, int column) {
        Optional<String> value = answer.value(row, column);
        ColumnType type = answer.types().get(column);
        return new RowDifference.Value(
                value,
                type.kind() == ColumnType.Kind.NUMBER,
                value.map(text -> Rows.masked(text, type.kind())).orElse("NULL"),
                type.name());
    }
}
