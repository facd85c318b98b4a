package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.connection.ErrorNames;
import io.tidbclient.scenario.Expectation.ErrorPattern;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads which errors are meant. */
final class ErrorReader {
    private ErrorReader() {}

    /** One or several, any of which meets the expectation. */
    static List<ErrorPattern> errors(Field value) {
        List<ErrorPattern> errors =
                value.oneOrMore("error", "an error's number or name, or a map with code, sqlstate or matches").stream()
                        .map(ErrorReader::error)
                        .toList();
        // A lost connection is none that the server answers: it has to be named beside 'any'.
        boolean more =
                errors.stream().filter(error -> !error.meansLostConnection()).count() > 1;
        if (more && errors.contains(ErrorPattern.ANY)) {
            throw value.wrong("'any' means the other errors, too; remove it, or them");
        }
        return errors;
    }

    private static ErrorPattern error(Field value) {
        if (!value.isMap()) {
            return value.text("error", "an error's number or name").equals("any")
                    ? ErrorPattern.ANY
                    : new ErrorPattern(code(value), "", null);
        }
        Map<String, Field.Entry> entries =
                value.entries("error", "an error's number or name", List.of("code", "sqlstate", "matches"));
        if (entries.isEmpty()) {
            throw value.wrong("this names no particular error; give code, sqlstate or matches, or write any");
        }
        int code = entries.containsKey("code") ? code(entries.get("code").value()) : 0;
        if (new ErrorPattern(code, "", null).meansLostConnection() && entries.size() > 1) {
            throw value.wrong("a connection that is lost has neither a message nor an SQLSTATE of the server; give its"
                    + " code alone");
        }
        String state = entries.containsKey("sqlstate")
                ? sqlState(entries.get("sqlstate").value())
                : "";
        Pattern message =
                entries.containsKey("matches") ? entries.get("matches").value().pattern("matches") : null;
        return new ErrorPattern(code, state, message);
    }

    /** An error's number, given as such or by name. */
    static int code(Field value) {
        String text = value.text("error", "an error's number or name");
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        return ErrorNames.number(text)
                .orElseThrow(() -> value.wrong(Quoted.of(text) + " is no error that is known by name"
                        + Nearest.to(text, ErrorNames.known())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; give its number")));
    }

    private static String sqlState(Field value) {
        String text = value.text("sqlstate", "five characters: '40001'");
        if (!text.matches("[0-9A-Z]{5}")) {
            throw value.wrong(Quoted.of(text) + " is no SQLSTATE; give five characters in quotes: '40001'");
        }
        return text;
    }
}
