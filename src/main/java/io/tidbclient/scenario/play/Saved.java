package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values taken out of an answer's first row. */
final class Saved {
    private Saved() {}

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
    static Map<String, Scalar> all(Step step, Reply reply) {
        Map<String, Scalar> saved = new HashMap<>();
        withRows(reply)
                .ifPresent(answer -> step.saves()
                        .forEach((name, column) -> from(answer, column).ifPresent(value -> saved.put(name, value))));
        return saved;
    }

    /** What cannot be saved that the step is to save. */
    static Optional<Verifier.Mismatch> fault(Step step, Reply reply) {
        boolean nothing = !step.saves().isEmpty()
                && reply.answer().filter(answer -> answer.rows().isEmpty()).isPresent();
        return nothing
                ? Optional.of(new Verifier.Mismatch("a row to save from", reply.shown()))
                : missingColumn(step, reply);
    }

    /** The column that the rows lack, if there are any rows. */
    static Optional<Verifier.Mismatch> missingColumn(Step step, Reply reply) {
        return withRows(reply)
                .flatMap(answer -> step.saves().values().stream()
                        .filter(column -> from(answer, column).isEmpty())
                        .findFirst()
                        .map(column -> new Verifier.Mismatch("a column " + column + " to save", reply.shown())));
    }

    private static Optional<Answer> withRows(Reply reply) {
        return reply.answer().filter(answer -> !answer.rows().isEmpty());
    }

    private static Scalar value(Answer answer, int column) {
        Optional<String> text = answer.value(0, column);
        if (text.isEmpty()) {
            return new Scalar.Null();
        }
        return answer.numeric().get(column)
                ? Scalar.Numeric.parse(text.get())
                        .<Scalar>map(number -> number)
                        .orElseGet(() -> new Scalar.Text(text.get()))
                : new Scalar.Text(text.get());
    }
}
