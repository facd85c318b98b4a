package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.time.Durations;
import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlMistakes;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A node of a script, and what may be asked of it; what it is not is a complaint with its place. */
record Field(String file, YamlNode node) implements YamlMistakes {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,2})?");
    private static final int LONGEST_NUMBER = 80;

    Place place() {
        return placeOf(node);
    }

    ConfigException wrong(String what) {
        return place().wrong(what);
    }

    boolean isMap() {
        return node instanceof YamlMapping;
    }

    boolean isList() {
        return node instanceof YamlSequence;
    }

    boolean isNothing() {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }

    /** Its entries, in the order of the file; keys are text and stand once each. */
    Map<String, Entry> entries(String what, String wanted) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (YamlEntry entry : node.entries(what, wanted, this).values()) {
            entries.put(
                    entry.name(),
                    new Entry(entry.name(), new Field(file, entry.key()), new Field(file, entry.value())));
        }
        return entries;
    }

    /** Its entries, none of them with another name than the known ones. */
    Map<String, Entry> entries(String what, String wanted, Collection<String> known) {
        Map<String, Entry> entries = entries(what, wanted);
        entries.values().forEach(entry -> entry.requireKnown(what, known, ScriptMistakes.FIRST));
        return entries;
    }

    /** Its items. */
    List<Field> items(String what, String wanted) {
        if (!(node instanceof YamlSequence list)) {
            throw wrong(what + " is " + kind() + "; give " + wanted);
        }
        return list.items().stream().map(item -> new Field(file, item)).toList();
    }

    /** Its items, or itself as the only one. */
    List<Field> oneOrMore(String what, String wanted) {
        List<Field> items = isList() ? items(what, wanted) : List.of(this);
        if (items.isEmpty()) {
            throw wrong(what + " is empty; give " + wanted);
        }
        return items;
    }

    /** Its text, not empty. */
    String text(String what, String wanted) {
        if (!(node instanceof YamlScalar scalar)
                || scalar.isNull()
                || scalar.text().isBlank()) {
            throw wrong(what + " is " + (isList() || isMap() ? kind() : "nothing") + "; give " + wanted);
        }
        return scalar.text();
    }

    long wholeNumber(String what, long least, long most) {
        String wanted = least + " to " + most;
        String text = text(what, wanted);
        if (!text.matches("-?\\d{1,15}")) {
            throw wrong(what + " is " + Quoted.of(text) + "; give a whole number, " + wanted);
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw wrong(what + " is " + number + "; give " + wanted);
        }
        return number;
    }

    boolean flag(String what) {
        String text = text(what, "true or false");
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong(what + " is " + Quoted.of(text) + "; give true or false");
        };
    }

    /** Whether it is the word {@code true}. */
    boolean isTrue() {
        return node instanceof YamlScalar scalar
                && scalar.type() == YamlScalar.Type.BOOLEAN
                && (scalar.text().equals("true") || scalar.text().equals("yes"));
    }

    /** A regular expression, in which a dot is any character. */
    Pattern pattern(String what) {
        String text = text(what, "a regular expression");
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw wrong("the pattern is not a regular expression (" + e.getDescription() + "); correct it");
        }
    }

    /** Longer than zero. */
    Duration duration(String what) {
        String text = text(what, "a duration: 500ms, 5s, 2m");
        try {
            Duration duration = Durations.parse(text);
            if (!duration.isPositive() || duration.compareTo(Duration.ofHours(24)) > 0) {
                throw wrong(what + " is " + Quoted.of(text) + "; give more than nothing and at most 1d");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw wrong(what + ": " + Quoted.of(text.strip()) + " " + e.getMessage());
        }
    }

    /** A value to bind or to compare. True and false are 1 and 0, as they are in SQL. */
    Scalar scalar(String what) {
        if (!(node instanceof YamlScalar scalar)) {
            throw wrong(what + " is " + kind() + "; give a number, a text or null");
        }
        return switch (scalar.type()) {
            case NULL -> new Scalar.Null();
            case BOOLEAN ->
                switch (scalar.text()) {
                    case "true" -> Scalar.Numeric.of(1);
                    case "false" -> Scalar.Numeric.of(0);
                    default -> new Scalar.Text(scalar.text());
                };
            case INTEGER, FLOAT -> number(scalar.text());
            case TEXT -> new Scalar.Text(scalar.text());
        };
    }

    /** YAML takes 12:30:00 and 1_000 for numbers too; here they are text. */
    private static Scalar number(String text) {
        return text.length() < LONGEST_NUMBER && NUMBER.matcher(text).matches()
                ? new Scalar.Numeric(new BigDecimal(text))
                : new Scalar.Text(text);
    }

    private String kind() {
        return node.kind();
    }

    @Override
    public void report(YamlNode at, String what) {
        throw placeOf(at).wrong(what);
    }

    @Override
    public String quoted(String text) {
        return Quoted.of(text);
    }

    private Place placeOf(YamlNode at) {
        return new Place(file, at.mark().line(), at.mark().column());
    }

    /** A key with its value. */
    record Entry(String name, Field key, Field value) {
        /** Reports a key that is none of the known ones. */
        void requireKnown(String what, Collection<String> known, ScriptMistakes mistakes) {
            if (!known.contains(name)) {
                mistakes.report(key.wrong("%s has no key %s%s"
                        .formatted(
                                what,
                                Quoted.of(name),
                                Nearest.suggestion(name, known, "it may have " + String.join(", ", known)))));
            }
        }
    }
}
