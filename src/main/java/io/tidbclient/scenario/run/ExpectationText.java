package io.tidbclient.scenario.run;

import io.tidbclient.connection.ErrorNames;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Expectation.ErrorPattern;
import io.tidbclient.scenario.Expectation.WarningPattern;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Expectations in words, as failures show them. */
final class ExpectationText {
    private final Map<String, Scalar> values;

    /** @param values what names stand for */
    ExpectationText(Map<String, Scalar> values) {
        this.values = values;
    }

    /** All of them. */
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
            case Expectation.RowCount count -> counted(count.count(), "row");
            case Expectation.Columns columns -> "columns " + String.join(", ", columns.names());
            case Expectation.Affected affected -> counted(affected.rows(), "row") + " changed";
            case Expectation.Matched matched -> counted(matched.rows(), "row") + " matched";
            case Expectation.Changed changed -> counted(changed.rows(), "row") + " changed";
            case Expectation.Results results when results.each().isEmpty() -> "no results";
            case Expectation.Results results ->
                counted(results.each().size(), "result") + ": "
                        + results.each().stream().map(this::wanted).collect(Collectors.joining("; "));
            case Expectation.Warnings warnings when warnings.each().isEmpty() -> "no warnings";
            case Expectation.Warnings warnings ->
                warnings.each().stream().map(ExpectationText::shown).collect(Collectors.joining(", "));
            case Expectation.WarningCount count -> counted(count.count(), "warning");
            case Expectation.ExpectError expectError ->
                expectError.alternatives().stream().map(ExpectationText::shown).collect(Collectors.joining(" or "));
            case Expectation.Blocks blocks ->
                "that it waits" + (blocks.by().isEmpty() ? "" : " for " + sorted(blocks.by()));
            case Expectation.Unblocks unblocks -> "that it unblocks " + sorted(unblocks.sessions());
            case Expectation.MaxDuration maxDuration -> "that it ends within " + shown(maxDuration.most());
            case Expectation.MinDuration minDuration -> "that it does not end before " + shown(minDuration.least());
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
            ErrorNames.name(pattern.code()).ifPresent(name -> text.append(' ').append(name));
        }
        if (!pattern.sqlState().isEmpty()) {
            text.append(" SQLSTATE ").append(pattern.sqlState());
        }
        if (pattern.message() != null) {
            text.append(" /").append(pattern.message()).append('/');
        }
        return text.toString();
    }

    private static String shown(WarningPattern pattern) {
        StringBuilder text = new StringBuilder(
                pattern.level().isEmpty() ? "warning" : pattern.level().toLowerCase(Locale.ROOT));
        if (pattern.code() != 0) {
            text.append(' ').append(pattern.code());
            ErrorNames.name(pattern.code()).ifPresent(name -> text.append(' ').append(name));
        }
        if (pattern.message() != null) {
            text.append(" /").append(pattern.message()).append('/');
        }
        return text.toString();
    }

    /** A number of things: {@code 1 row}, {@code 2 rows}. */
    static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    static String shown(Duration duration) {
        return duration.toMillis() < 10_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
