package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Expectation.ErrorPattern;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what came of a step with what was expected. Whether it waited is the controller's to say. */
final class Verifier {
    private final Map<String, Scalar> values;
    private final RowComparison comparison;

    /** What was expected, and what happened, with the first difference of rows. */
    record Mismatch(String expected, String got, Optional<RowDifference> rows) {
        /** One that is not about rows. */
        Mismatch(String expected, String got) {
            this(expected, got, Optional.empty());
        }
    }

    /** @param values what names stand for */
    Verifier(Map<String, Scalar> values) {
        this.values = values;
        this.comparison = new RowComparison(values);
    }

    /** The first expectation that was not met; an unexpected failure is one too. */
    Optional<Mismatch> compare(List<Expectation> expectations, StepResult result) {
        boolean failureExpected = expectations.stream()
                .anyMatch(e -> e instanceof Expectation.ExpectError || e instanceof Expectation.AnyOf);
        if (result.failure().isPresent() && !failureExpected) {
            return Optional.of(new Mismatch(wanted(expectations), result.shown()));
        }
        return severalResults(expectations, result)
                .or(() -> expectations.stream()
                        .flatMap(e -> one(e, result.chosen(number(expectations))).stream())
                        .findFirst());
    }

    /** Which result is compared; the first unless the script says so. */
    static int number(List<Expectation> expectations) {
        return expectations.stream()
                .filter(Expectation.ResultSet.class::isInstance)
                .mapToInt(expectation -> ((Expectation.ResultSet) expectation).number())
                .findFirst()
                .orElse(1);
    }

    /** Rows of one of several results are compared only when the script says of which. */
    private Optional<Mismatch> severalResults(List<Expectation> expectations, StepResult result) {
        return isAmbiguous(expectations, result) && expectations.stream().anyMatch(Verifier::isAboutRows)
                ? Optional.of(new Mismatch(wanted(expectations), severalResults(result)))
                : Optional.empty();
    }

    /** Whether there are several results, of which none is chosen. */
    static boolean isAmbiguous(List<Expectation> expectations, StepResult result) {
        return result.answer().filter(answer -> !answer.more().isEmpty()).isPresent()
                && expectations.stream().noneMatch(Expectation.ResultSet.class::isInstance);
    }

    static String severalResults(StepResult result) {
        int count = 1 + result.answer().orElseThrow().more().size();
        return count + " results, of which 'result' can choose one: " + result.shown();
    }

    private static boolean isAboutRows(Expectation expectation) {
        return expectation instanceof Expectation.Rows
                || expectation instanceof Expectation.RowCount
                || expectation instanceof Expectation.Columns;
    }

    private Optional<Mismatch> one(Expectation expectation, StepResult result) {
        boolean met = switch (expectation) {
            case Expectation.Rows rows ->
                answered(result, answer -> answer.hasRows())
                        && difference(rows, result).isEmpty();
            case Expectation.ResultSet resultSet -> answered(result, Answer::hasRows);
            case Expectation.RowCount count ->
                answered(result, answer -> answer.hasRows() && answer.rows().size() == count.count());
            case Expectation.Columns columns ->
                answered(result, answer -> sameNames(columns.names(), answer.columns()));
            case Expectation.Affected affected ->
                answered(result, answer -> !answer.hasRows() && answer.affected() == affected.rows());
            case Expectation.ExpectError expectError -> matches(expectError, result);
            case Expectation.MaxDuration maxDuration -> result.took().compareTo(maxDuration.most()) <= 0;
            case Expectation.MinDuration minDuration -> result.took().compareTo(minDuration.least()) >= 0;
            case Expectation.AnyOf anyOf ->
                anyOf.alternatives().stream()
                        // One that asks for nothing never holds.
                        .anyMatch(all -> !all.isEmpty() && compare(all, result).isEmpty());
            case Expectation.Blocks blocks -> true;
            case Expectation.Unblocks unblocks -> true;
        };
        return met
                ? Optional.empty()
                : Optional.of(
                        new Mismatch(shown(expectation), got(expectation, result), difference(expectation, result)));
    }

    private Optional<RowDifference> difference(Expectation expectation, StepResult result) {
        return expectation instanceof Expectation.Rows rows
                ? result.answer().filter(Answer::hasRows).flatMap(answer -> comparison.first(rows, answer))
                : Optional.empty();
    }

    private static String got(Expectation expectation, StepResult result) {
        return switch (expectation) {
            case Expectation.MaxDuration maxDuration -> shown(result.took()) + " (" + result.shown() + ")";
            case Expectation.MinDuration minDuration -> shown(result.took()) + " (" + result.shown() + ")";
            case Expectation.Columns columns ->
                result.answer()
                        .map(answer -> "columns " + String.join(", ", answer.columns()))
                        .orElseGet(result::shown);
            case Expectation.RowCount count ->
                result.answer()
                        .filter(Answer::hasRows)
                        .map(answer -> answer.rows().size() + " rows: " + result.shown())
                        .orElseGet(result::shown);
            case Expectation.Rows rows -> result.shown();
            case Expectation.ResultSet resultSet -> result.shown();
            case Expectation.Affected affected -> result.shown();
            case Expectation.ExpectError expectError -> result.shown();
            case Expectation.AnyOf anyOf -> result.shown();
            case Expectation.Blocks blocks -> result.shown();
            case Expectation.Unblocks unblocks -> result.shown();
        };
    }

    private static boolean answered(StepResult result, Predicate<Answer> test) {
        return result.answer().filter(test).isPresent();
    }

    /** Whether a step fails as one of these says. */
    static boolean matches(Expectation.ExpectError expectError, StepResult result) {
        return result.failure()
                .filter(failure -> expectError.alternatives().stream()
                        .anyMatch(pattern -> matches(pattern, failure, result.message())))
                .isPresent();
    }

    /**
     * What the server answered, or that it closed the connection, for which only a client's own numbers stand, without
     * words or a state of the server's. What this tool could not do is no answer to anything.
     */
    private static boolean matches(ErrorPattern pattern, Failure failure, String message) {
        if (failure.code() == 0) {
            return failure.kind() == FailureKind.CONNECTION_LOST
                    && pattern.meansLostConnection()
                    && pattern.sqlState().isEmpty()
                    && pattern.message() == null;
        }
        return (pattern.code() == 0 || pattern.code() == failure.code())
                && (pattern.sqlState().isEmpty() || pattern.sqlState().equals(failure.sqlState()))
                && (pattern.message() == null
                        || pattern.message().matcher(message).matches());
    }

    private static boolean sameNames(List<String> expected, List<String> columns) {
        if (expected.size() != columns.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equalsIgnoreCase(columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    String wanted(List<Expectation> expectations) {
        return expectations.isEmpty()
                ? "that it succeeds"
                : expectations.stream().map(this::shown).collect(Collectors.joining(" and "));
    }

    String shown(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Rows rows when rows.rows().isEmpty() -> "no rows";
            case Expectation.Rows rows ->
                (rows.ordered() ? "" : "in any order ")
                        + rows.rows().stream().map(this::shown).collect(Collectors.joining(", "));
            case Expectation.ResultSet resultSet -> "result " + resultSet.number();
            case Expectation.RowCount count -> count.count() + " rows";
            case Expectation.Columns columns -> "columns " + String.join(", ", columns.names());
            case Expectation.Affected affected -> affected.rows() + " rows changed";
            case Expectation.ExpectError expectError ->
                expectError.alternatives().stream().map(Verifier::shown).collect(Collectors.joining(" or "));
            case Expectation.Blocks blocks ->
                "that it waits" + (blocks.by().isEmpty() ? "" : " for " + sorted(blocks.by()));
            case Expectation.Unblocks unblocks -> "that it unblocks " + sorted(unblocks.sessions());
            case Expectation.MaxDuration maxDuration -> "an end within " + shown(maxDuration.most());
            case Expectation.MinDuration minDuration -> "no end before " + shown(minDuration.least());
            case Expectation.AnyOf anyOf ->
                anyOf.alternatives().stream().map(this::wanted).collect(Collectors.joining(", or "));
        };
    }

    private static String sorted(Set<String> sessions) {
        return sessions.stream().sorted().collect(Collectors.joining(", "));
    }

    private String shown(List<Cell> row) {
        List<String> cells = new ArrayList<>();
        for (Cell cell : row) {
            cells.add(
                    switch (cell) {
                        case Cell.Exactly exactly -> Rows.shown(exactly.value());
                        case Cell.Named named
                        when values.containsKey(named.name()) -> Rows.shown(values.get(named.name()));
                        case Cell.Named named -> named.shown();
                        case Cell.Like like -> like.shown();
                        case Cell.Anything anything -> anything.shown();
                    });
        }
        return "(" + String.join(", ", cells) + ")";
    }

    private static String shown(ErrorPattern pattern) {
        StringBuilder text = new StringBuilder("error");
        if (pattern.code() != 0) {
            text.append(' ').append(pattern.code());
        }
        if (!pattern.sqlState().isEmpty()) {
            text.append(" SQLSTATE ").append(pattern.sqlState());
        }
        if (pattern.message() != null) {
            text.append(" /").append(pattern.message()).append('/');
        }
        return text.toString();
    }

    static String shown(Duration duration) {
        return duration.toMillis() < 10_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
