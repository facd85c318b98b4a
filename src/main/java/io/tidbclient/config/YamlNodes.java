package io.tidbclient.config;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads nodes of a YAML file, and complains of them with file and line.
 *
 * @param file how messages call it
 * @param mistakes is given what is wrong
 */
record YamlNodes(String file, MistakeReporter mistakes) {
    /**
     * The pairs of a map, by key; none when it is no map.
     *
     * @param what how messages call the map
     * @param wanted what should stand in its place if it is none
     */
    Map<String, NodeTuple> pairs(Node node, String what, String wanted) {
        if (!(node instanceof MappingNode mapping)) {
            report(node, what + " is " + kind(node) + "; give " + wanted);
            return Map.of();
        }
        Map<String, NodeTuple> pairs = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                report(pair.getKeyNode(), "a key is " + kind(pair.getKeyNode()) + "; give a name");
                continue;
            }
            NodeTuple before = pairs.putIfAbsent(key.getValue(), pair);
            if (before != null) {
                report(
                        key,
                        "%s was already given in line %d; remove one of them"
                                .formatted(Quoted.of(key.getValue()), line(before.getKeyNode())));
            }
        }
        return pairs;
    }

    /**
     * The text of a setting's value; of a list, where the setting may have one, its values joined by commas.
     *
     * @throws ConfigException when it has none
     */
    String text(Setting<?> setting, Node key, Node value) {
        if (value instanceof SequenceNode list
                && setting.isRepeatable()
                && !list.getValue().isEmpty()) {
            return list.getValue().stream()
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
    String scalar(String name, Node key, Node node, String wanted) {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(key, name + ": " + kind(node) + " is not valid here; give " + wanted);
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            throw wrong(key, name + ": the value is missing; give " + wanted + " or remove the line");
        }
        return scalar.getValue();
    }

    /** Reports a mistake at the place of {@code node}. */
    void report(Node node, String what) {
        report(node, wrong(node, what));
    }

    /** Reports a mistake whose message begins with the place of {@code node}. */
    void report(Node node, ConfigException mistake) {
        mistakes.report(origin(node, Optional.empty()), mistake);
    }

    ConfigException wrong(Node node, String what) {
        return new ConfigException(place(node) + what + ".");
    }

    /** What a complaint about {@code node} begins with. */
    String place(Node node) {
        return file + ":" + line(node) + ": ";
    }

    Origin origin(Node node, Optional<String> profile) {
        return new Origin.File(file, line(node), profile);
    }

    private static String wanted(Setting<?> setting) {
        if (setting.equals(Settings.CONNECTIONS)) {
            return "a number or a list of connections";
        }
        return setting.isRepeatable() ? "a value or a list of values" : "one value";
    }

    static String kind(Node node) {
        return switch (node.getNodeId()) {
            case mapping -> "a map";
            case sequence -> "a list";
            case scalar -> Tag.NULL.equals(node.getTag()) ? "nothing" : "a single value";
            case anchor -> "an alias";
        };
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
