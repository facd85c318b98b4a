package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ErrorNames;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A line of SHOW WARNINGS.
 *
 * @param level Note, Warning or Error
 * @param code its number; 0 when the server gave none
 * @param message in the server's words
 */
public record Warning(String level, int code, String message) {
    /** The statement that lists those of the statement before it. */
    static final String STATEMENT = "SHOW WARNINGS";

    private static final int COLUMNS = 3;

    /** Those of an answer to {@link #STATEMENT}. */
    static List<Warning> of(Answer answer) {
        return IntStream.range(
                        0, answer.columns().size() < COLUMNS ? 0 : answer.rows().size())
                .mapToObj(row -> new Warning(
                        answer.value(row, 0).orElse(""),
                        answer.value(row, 1)
                                .filter(code -> code.matches("\\d{1,9}"))
                                .map(Integer::parseInt)
                                .orElse(0),
                        answer.value(row, 2).orElse("")))
                .toList();
    }

    /** In one line. */
    String shown() {
        return level.toLowerCase(Locale.ROOT) + " " + code
                + ErrorNames.name(code).map(name -> " " + name).orElse("") + ": " + message;
    }
}
