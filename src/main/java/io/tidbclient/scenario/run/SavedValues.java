package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values saved from the first row of a result set. */
final class SavedValues {
    private SavedValues() {}

    /** @param column its name, without regard to case; empty for the first; no value when there is no such column */
    static Optional<Scalar> from(Answer answer, String column) {
        for (int i = 0; i < answer.columns().size(); i++) {
            if (column.isEmpty() || answer.columns().get(i).equalsIgnoreCase(column)) {
                return Optional.of(value(answer, i));
            }
        }
        return Optional.empty();
    }

    /** What a step saves of what was answered to it. */
    static Map<String, Scalar> all(Step step, StepResult all) {
        StepResult result = chosen(step, all);
        Map<String, Scalar> saved = new HashMap<>();
        withRows(result)
                .ifPresent(answer -> step.saves()
                        .forEach((name, column) -> from(answer, column).ifPresent(value -> saved.put(name, value))));
        return saved;
    }

    /** What cannot be saved that the step is to save. */
    static Optional<ExpectationFailure> fault(Subject subject, Step step, StepResult all) {
        StepResult result = chosen(step, all);
        if (!step.saves().isEmpty() && ResultChoice.isAmbiguous(step.expectations(), all)) {
            return Optional.of(subject.failure("one result to save from", ResultChoice.several(all)));
        }
        boolean nothing = !step.saves().isEmpty()
                && result.answer().filter(answer -> answer.rows().isEmpty()).isPresent();
        return nothing
                ? Optional.of(subject.failure("a row to save from", result.shown()))
                : missingColumn(subject, step, result);
    }

    /** The column that the rows lack, if there are any rows. */
    static Optional<ExpectationFailure> missingColumn(Subject subject, Step step, StepResult result) {
        return withRows(result)
                .flatMap(answer -> step.saves().values().stream()
                        .filter(column -> from(answer, column).isEmpty())
                        .findFirst()
                        .map(column -> subject.failure("a column " + column + " to save", result.shown())));
    }

    /** A choice of a result holds on every server. */
    private static StepResult chosen(Step step, StepResult result) {
        return result.chosen(ResultChoice.number(step.expectations()));
    }

    private static Optional<Answer> withRows(StepResult result) {
        return result.answer().filter(answer -> !answer.rows().isEmpty());
    }

    private static Scalar value(Answer answer, int column) {
        Optional<String> text = answer.value(0, column);
        if (text.isEmpty()) {
            return new Scalar.Null();
        }
        return switch (answer.types().get(column).kind()) {
            case NUMBER ->
                Scalar.Numeric.parse(text.get())
                        .<Scalar>map(number -> number)
                        .orElseGet(() -> new Scalar.Text(text.get()));
            case TEXT -> new Scalar.Text(text.get());
            case BINARY -> text.get().startsWith("0x") ? Scalar.Bytes.ofCell(text.get()) : new Scalar.Text(text.get());
        };
    }
}
