package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Expectation.WarningPattern;

import java.util.List;
import java.util.Map;

/** Reads which warnings are meant. */
final class WarningReader {
    private static final List<String> LEVELS = List.of("Note", "Warning", "Error");

    private WarningReader() {}

    /** One or several, in the server's order; an empty list for none. */
    static List<WarningPattern> warnings(Field value) {
        String wanted =
                "a warning's number or name, a map with code, level or matches, a list of these, or [] for none";
        return value.isList()
                ? value.items("warnings", wanted).stream()
                        .map(WarningReader::warning)
                        .toList()
                : List.of(warning(value));
    }

    private static WarningPattern warning(Field value) {
        if (!value.isMap()) {
            return new WarningPattern("", ErrorReader.code(value), null);
        }
        Map<String, Field.Entry> entries =
                value.entries("a warning", "its number or name", List.of("code", "level", "matches"));
        if (entries.isEmpty()) {
            throw value.wrong("this names no particular warning; give code, level or matches, or use 'warning-count'");
        }
        return new WarningPattern(
                entries.containsKey("level") ? level(entries.get("level").value()) : "",
                entries.containsKey("code")
                        ? ErrorReader.code(entries.get("code").value())
                        : 0,
                entries.containsKey("matches") ? entries.get("matches").value().pattern("matches") : null);
    }

    private static String level(Field value) {
        String text = value.text("level", "Note, Warning or Error");
        return LEVELS.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> value.wrong(Quoted.of(text) + " is not a level; give Note, Warning or Error"));
    }
}
