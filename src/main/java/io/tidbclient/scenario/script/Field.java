package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.time.Durations;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A node of a script, and what may be asked of it; what it is not is a complaint with its place. */
record Field(String file, Node node) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,2})?");
    private static final int LONGEST_NUMBER = 80;

    Place place() {
        return new Place(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    ConfigException wrong(String what) {
        return place().wrong(what);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isNothing() {
        return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
    }

    /** Its entries, in the order of the file; keys are text and stand once each. */
    Map<String, Entry> entries(String what, String wanted) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(what + " is " + kind() + "; give " + wanted);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            Field key = new Field(file, pair.getKeyNode());
            if (!(pair.getKeyNode() instanceof ScalarNode name)) {
                throw key.wrong("a key is " + key.kind() + "; give a name");
            }
            Entry before = entries.putIfAbsent(
                    name.getValue(), new Entry(name.getValue(), key, new Field(file, pair.getValueNode())));
            if (before != null) {
                throw key.wrong("%s was already given in line %d; remove one of them"
                        .formatted(
                                Quoted.of(name.getValue()), before.key().place().line()));
            }
        }
        return entries;
    }

    /** Its entries, none of them with another name than the known ones. */
    Map<String, Entry> entries(String what, String wanted, Collection<String> known) {
        Map<String, Entry> entries = entries(what, wanted);
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.name())) {
                throw entry.key()
                        .wrong("%s has no key %s%s"
                                .formatted(
                                        what,
                                        Quoted.of(entry.name()),
                                        Nearest.to(entry.name(), known)
                                                .map(near -> "; did you mean " + Quoted.of(near) + "?")
                                                .orElse("; it may have " + String.join(", ", known))));
            }
        }
        return entries;
    }

    /** Its items. */
    List<Field> items(String what, String wanted) {
        if (!(node instanceof SequenceNode list)) {
            throw wrong(what + " is " + kind() + "; give " + wanted);
        }
        return list.getValue().stream().map(item -> new Field(file, item)).toList();
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
        if (!(node instanceof ScalarNode scalar)
                || Tag.NULL.equals(scalar.getTag())
                || scalar.getValue().isBlank()) {
            throw wrong(what + " is " + (isList() || isMap() ? kind() : "nothing") + "; give " + wanted);
        }
        return scalar.getValue();
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
        return node instanceof ScalarNode scalar
                && Tag.BOOL.equals(scalar.getTag())
                && (scalar.getValue().equals("true") || scalar.getValue().equals("yes"));
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
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(what + " is " + kind() + "; give a number, a text or null");
        }
        String text = scalar.getValue();
        if (Tag.NULL.equals(scalar.getTag())) {
            return new Scalar.Null();
        }
        if (Tag.BOOL.equals(scalar.getTag()) && (text.equals("true") || text.equals("false"))) {
            return Scalar.Numeric.of(text.equals("true") ? 1 : 0);
        }
        boolean plain = Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag());
        // YAML takes 12:30:00 and 1_000 for numbers too; here they are text.
        return plain && text.length() < LONGEST_NUMBER && NUMBER.matcher(text).matches()
                ? new Scalar.Numeric(new BigDecimal(text))
                : new Scalar.Text(text);
    }

    String kind() {
        return switch (node.getNodeId()) {
            case mapping -> "a map";
            case sequence -> "a list";
            case scalar -> isNothing() ? "nothing" : "a single value";
            case anchor -> "an alias";
        };
    }

    /** A key with its value. */
    record Entry(String name, Field key, Field value) {}
}
