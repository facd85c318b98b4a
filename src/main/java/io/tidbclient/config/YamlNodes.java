package io.tidbclient.config;

import io.tidbclient.yaml.YamlDocuments;
import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlException;
import io.tidbclient.yaml.YamlMistakes;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads nodes of a YAML file, and complains of them with file and line.
 *
 * @param file how messages call it
 * @param mistakes is given what is wrong
 */
record YamlNodes(String file, MistakeReporter mistakes) implements YamlMistakes {
    /**
     * The root of a text; empty when it has nothing but comments.
     *
     * @throws ConfigException when it is no YAML
     */
    // The exception quotes the line, which may hold a secret, so it is not kept as the cause.
    @SuppressWarnings("UnusedException")
    Optional<YamlNode> root(String text) {
        try {
            return YamlDocuments.single(text);
        } catch (YamlException e) {
            throw new ConfigException(file + ":" + e.mark().line() + ": " + e.messageWithoutText() + ".");
        }
    }

    /**
     * The pairs of a map, by key; none when it is no map.
     *
     * @param what how messages call the map
     * @param wanted what should stand in its place if it is none
     */
    Map<String, YamlEntry> pairs(YamlNode node, String what, String wanted) {
        return node.entries(what, wanted, this);
    }

    /**
     * The text of a setting's value; of a list, where the setting may have one, its values joined by commas.
     *
     * @throws ConfigException when it has none
     */
    String text(Setting<?> setting, YamlNode key, YamlNode value) {
        if (value instanceof YamlSequence list
                && setting.isRepeatable()
                && !list.items().isEmpty()) {
            return list.items().stream()
                    .map(item -> scalar(setting.key(), key, item, wanted(setting)))
                    .collect(Collectors.joining(","));
        }
        return scalar(setting.key(), key, value, wanted(setting));
    }

    /**
     * The text of a single value.
     *
     * @param name of the key it belongs to
     * @param key that key
     * @param wanted what could stand there
     * @throws ConfigException when it is none
     */
    String scalar(String name, YamlNode key, YamlNode node, String wanted) {
        if (!(node instanceof YamlScalar scalar)) {
            throw wrong(key, name + ": " + node.kind() + " is not valid here; give " + wanted);
        }
        if (scalar.isNull()) {
            throw wrong(key, name + ": the value is missing; give " + wanted + " or remove the line");
        }
        return scalar.text();
    }

    /** Reports a mistake at the place of {@code node}. */
    @Override
    public void report(YamlNode node, String what) {
        report(node, wrong(node, what));
    }

    /** Reports a mistake whose message begins with the place of {@code node}. */
    void report(YamlNode node, ConfigException mistake) {
        mistakes.report(origin(node, Optional.empty()), mistake);
    }

    ConfigException wrong(YamlNode node, String what) {
        return new ConfigException(place(node) + what + ".");
    }

    /** What a complaint about {@code node} begins with. */
    String place(YamlNode node) {
        return file + ":" + line(node) + ": ";
    }

    Origin origin(YamlNode node, Optional<String> profile) {
        return new Origin.File(file, line(node), profile);
    }

    private static String wanted(Setting<?> setting) {
        if (setting.equals(RunOptions.CONNECTIONS)) {
            return "a number or a list of connections";
        }
        return setting.isRepeatable() ? "a value or a list of values" : "one value";
    }

    @Override
    public String quoted(String text) {
        return Quoted.of(text);
    }

    static int line(YamlNode node) {
        return node.mark().line();
    }
}
