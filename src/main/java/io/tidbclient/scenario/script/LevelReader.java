package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.SessionPlan.Mode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads isolation levels and transaction modes. */
final class LevelReader {
    private static final List<String> LEVELS =
            List.of("READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE");

    private LevelReader() {}

    /** A level as SQL writes it. */
    static String isolation(Field value) {
        String text = value.text("isolation", "read committed or repeatable read")
                .toLowerCase(Locale.ROOT)
                .strip();
        return level(text)
                .orElseThrow(() -> value.wrong(
                        Quoted.of(text) + " is no isolation level; give read committed or repeatable read"));
    }

    /** A mode. */
    static Mode mode(Field value) {
        return mode(value.text("transactions", "pessimistic or optimistic"))
                .orElseThrow(() -> value.wrong("'transactions' is pessimistic or optimistic; give one of them"));
    }

    /** What {@code read committed}, {@code optimistic} or {@code read committed, optimistic} asks for; empty for other texts. */
    static Optional<Variant> variant(String text) {
        String asked = text.strip();
        Optional<Mode> mode = Stream.of(Mode.values())
                .filter(one -> asked.endsWith(word(one)))
                .findFirst();
        String rest = mode.map(
                        one -> asked.substring(0, asked.length() - word(one).length()))
                .orElse(asked)
                .strip();
        Optional<String> isolation = level(rest.endsWith(",") ? rest.substring(0, rest.length() - 1) : rest);
        return (rest.isEmpty() ? mode.isPresent() : isolation.isPresent())
                ? Optional.of(new Variant(isolation, mode))
                : Optional.empty();
    }

    private static Optional<String> level(String text) {
        String level = text.toUpperCase(Locale.ROOT).replace('-', ' ').strip();
        return LEVELS.stream().filter(level::equals).findFirst();
    }

    private static Optional<Mode> mode(String text) {
        return Stream.of(Mode.values()).filter(mode -> word(mode).equals(text)).findFirst();
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
