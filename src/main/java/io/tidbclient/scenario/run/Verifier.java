package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Compares what came of a step with what was expected. Whether it waited is the controller's to say. */
final class Verifier {
    private final Subject subject;
    private final ExpectationText text;
    private final RowComparison comparison;

    /**
     * @param subject what is compared, as failures name it
     * @param values what names stand for
     */
    Verifier(Subject subject, Map<String, Scalar> values) {
        this.subject = subject;
        this.text = new ExpectationText(values);
        this.comparison = new RowComparison(values);
    }

    /** The first expectation that was not met; an unexpected failure is one too. */
    Optional<ExpectationFailure> compare(List<Expectation> expectations, StepResult result) {
        boolean failureExpected = expectations.stream()
                .anyMatch(e -> e instanceof Expectation.ExpectError || e instanceof Expectation.AnyOf);
        if (result.failure().isPresent() && !failureExpected) {
            return Optional.of(subject.failure(text.wanted(expectations), result.shown()));
        }
        return severalResults(expectations, result)
                .or(() -> expectations.stream()
                        .flatMap(e -> one(e, result.chosen(ResultChoice.number(expectations))).stream())
                        .findFirst());
    }

    /** Rows of one of several results are compared only when the script says of which. */
    private Optional<ExpectationFailure> severalResults(List<Expectation> expectations, StepResult result) {
        return ResultChoice.isAmbiguous(expectations, result)
                        && expectations.stream().anyMatch(Verifier::isAboutRows)
                ? Optional.of(subject.failure(text.wanted(expectations), ResultChoice.several(result)))
                : Optional.empty();
    }

    private static boolean isAboutRows(Expectation expectation) {
        return expectation instanceof Expectation.Rows
                || expectation instanceof Expectation.RowCount
                || expectation instanceof Expectation.Columns;
    }

    private Optional<ExpectationFailure> one(Expectation expectation, StepResult result) {
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
            case Expectation.Matched matched ->
                info(result).filter(info -> info.matched() == matched.rows()).isPresent();
            case Expectation.Changed changed ->
                info(result).filter(info -> info.changed() == changed.rows()).isPresent();
            case Expectation.Results results -> resultsMatch(results, result);
            case Expectation.Warnings warnings ->
                result.warnings()
                        .filter(found -> WarningMatch.matches(warnings, found))
                        .isPresent();
            case Expectation.WarningCount count ->
                result.warnings().filter(found -> found.size() == count.count()).isPresent();
            case Expectation.ExpectError expectError -> ErrorMatch.matches(expectError, result);
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
                : Optional.of(subject.failure(
                        text.shown(expectation), got(expectation, result), difference(expectation, result)));
    }

    private boolean resultsMatch(Expectation.Results expected, StepResult result) {
        List<StepResult> results = result.each();
        return result.answer().isPresent()
                && results.size() == expected.each().size()
                && IntStream.range(0, results.size())
                        .allMatch(i ->
                                compare(expected.each().get(i), results.get(i)).isEmpty());
    }

    private static Optional<UpdateInfo> info(StepResult result) {
        return result.answer().flatMap(UpdateInfo::of);
    }

    private static String reported(StepResult result) {
        return info(result).map(UpdateInfo::shown).orElseGet(result::shown);
    }

    private static String warned(StepResult result) {
        return result.warnings()
                        .filter(List::isEmpty)
                        .map(none -> "no warnings: ")
                        .orElse("")
                + result.shown();
    }

    private Optional<RowDifference> difference(Expectation expectation, StepResult result) {
        return expectation instanceof Expectation.Rows rows
                ? result.answer().filter(Answer::hasRows).flatMap(answer -> comparison.first(rows, answer))
                : Optional.empty();
    }

    private static String got(Expectation expectation, StepResult result) {
        return switch (expectation) {
            case Expectation.MaxDuration maxDuration ->
                ExpectationText.shown(result.took()) + " (" + result.shown() + ")";
            case Expectation.MinDuration minDuration ->
                ExpectationText.shown(result.took()) + " (" + result.shown() + ")";
            case Expectation.Columns columns ->
                result.answer()
                        .map(answer -> "columns " + String.join(", ", answer.columns()))
                        .orElseGet(result::shown);
            case Expectation.RowCount count ->
                result.answer()
                        .filter(Answer::hasRows)
                        .map(answer -> ExpectationText.counted(answer.rows().size(), "row") + ": " + result.shown())
                        .orElseGet(result::shown);
            case Expectation.Matched matched -> reported(result);
            case Expectation.Changed changed -> reported(result);
            case Expectation.Results results ->
                result.failure().isPresent()
                        ? result.shown()
                        : ExpectationText.counted(result.each().size(), "result") + ": " + result.shown();
            case Expectation.Warnings warnings -> warned(result);
            case Expectation.WarningCount count -> warned(result);
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
}
