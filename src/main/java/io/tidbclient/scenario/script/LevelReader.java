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

    private static final String LEVEL = "a level: read uncommitted, read committed, repeatable read or serializable";
    private static final String MODE = "pessimistic or optimistic";

    private LevelReader() {}

    /** A level as SQL writes it. */
    static String isolation(Field value) {
        String text = value.text("isolation", LEVEL);
        return level(text)
                .orElseThrow(() -> value.wrong(Quoted.of(text.strip()) + " is no isolation level; give " + LEVEL));
    }

    /** A mode. */
    static Mode mode(Field value) {
        String text = value.text("transactions", MODE);
        return mode(text)
                .orElseThrow(() -> value.wrong("'transactions' is " + Quoted.of(text.strip()) + "; give " + MODE));
    }

    /** What {@code read committed}, {@code optimistic} or {@code read committed, optimistic} asks for; empty for other texts. */
    static Optional<Variant> variant(String text) {
        int comma = text.indexOf(',');
        if (comma >= 0) {
            Variant both = new Variant(level(text.substring(0, comma)), mode(text.substring(comma + 1)));
            return both.isolation().isPresent() && both.mode().isPresent() ? Optional.of(both) : Optional.empty();
        }
        Variant one = new Variant(level(text), mode(text));
        return one.equals(Variant.ONLY) ? Optional.empty() : Optional.of(one);
    }

    private static Optional<String> level(String text) {
        String level = text.strip().toUpperCase(Locale.ROOT).replace('-', ' ');
        return LEVELS.stream().filter(level::equals).findFirst();
    }

    private static Optional<Mode> mode(String text) {
        return Stream.of(Mode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
