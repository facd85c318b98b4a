package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scalar;

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
