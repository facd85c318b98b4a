package io.tidbclient.config;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a YAML document into settings, and every mistake into a sentence with its file and line. */
final class ConfigFileReader {
    private static final String PROFILES = "profiles";
    private static final List<String> KEYS = Settings.ALL.stream()
            .filter(setting -> setting.refusedInFile().isEmpty())
            .map(Setting::key)
            .toList();

    private final TextFile file;
    private final Path base;

    /** @param file its directory is what relative paths in it are relative to */
    ConfigFileReader(TextFile file) {
        this.file = file;
        this.base = Optional.ofNullable(file.path().getParent()).orElse(file.path());
    }

    /** @param what how a message begins that complains of the file as a whole */
    ConfigFile read(String what) {
        Optional<Node> root = new YamlDocument(file.name()).compose(file.read(what));
        Map<String, Entry> top = new HashMap<>();
        Map<String, Layer> profiles = new LinkedHashMap<>();
        if (root.isPresent()) {
            Map<String, NodeTuple> pairs = pairs(root.get(), "the file", "settings, one 'key: value' a line");
            for (Map.Entry<String, NodeTuple> pair : pairs.entrySet()) {
                if (pair.getKey().equals(PROFILES)) {
                    profiles.putAll(profiles(pair.getValue().getValueNode()));
                } else {
                    top.put(pair.getKey(), entry(pair, Optional.empty()));
                }
            }
        }
        return new ConfigFile(file.name(), new Layer(top), profiles);
    }

    private Map<String, Layer> profiles(Node node) {
        Map<String, Layer> profiles = new LinkedHashMap<>();
        pairs(node, PROFILES, "a map from names to settings").forEach((name, pair) -> {
            Map<String, Entry> entries = new HashMap<>();
            for (Map.Entry<String, NodeTuple> setting : pairs(
                            pair.getValueNode(), "profile " + Quoted.of(name), "settings")
                    .entrySet()) {
                if (setting.getKey().equals(Settings.PROFILE.key())) {
                    throw wrong(
                            setting.getValue().getKeyNode(),
                            "a profile cannot name a profile; move it to the top level");
                }
                entries.put(setting.getKey(), entry(setting, Optional.of(name)));
            }
            profiles.put(name, new Layer(entries));
        });
        return profiles;
    }

    private Entry entry(Map.Entry<String, NodeTuple> pair, Optional<String> profile) {
        Node keyNode = pair.getValue().getKeyNode();
        Setting<?> setting = Settings.byKey(pair.getKey())
                .orElseThrow(() -> new ConfigException(place(keyNode) + unknownKey(pair.getKey(), profile.isEmpty())));
        setting.refusedInFile().ifPresent(why -> {
            throw wrong(keyNode, setting.key() + ": " + why);
        });
        Origin origin = new Origin.File(file.name(), line(keyNode), profile);
        return new Entry(text(setting, keyNode, pair.getValue().getValueNode()), origin, base);
    }

    private String text(Setting<?> setting, Node keyNode, Node value) {
        if (value instanceof SequenceNode list
                && setting.isRepeatable()
                && !list.getValue().isEmpty()) {
            return String.join(
                    ",",
                    list.getValue().stream()
                            .map(item -> scalar(setting, keyNode, item))
                            .toList());
        }
        return scalar(setting, keyNode, value);
    }

    private String scalar(Setting<?> setting, Node keyNode, Node node) {
        String wanted = setting.isRepeatable() ? "a value or a list of values" : "one value";
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(keyNode, setting.key() + ": " + kind(node) + " is not understood here; give " + wanted);
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            throw wrong(keyNode, setting.key() + ": the value is missing; give " + wanted + " or remove the line");
        }
        return scalar.getValue();
    }

    private Map<String, NodeTuple> pairs(Node node, String what, String wanted) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, what + " is " + kind(node) + "; give " + wanted);
        }
        Map<String, NodeTuple> pairs = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                throw wrong(pair.getKeyNode(), "a key is " + kind(pair.getKeyNode()) + "; give a name");
            }
            NodeTuple before = pairs.putIfAbsent(key.getValue(), pair);
            if (before != null) {
                throw wrong(
                        key,
                        "%s stands here again after line %d; remove one of them"
                                .formatted(Quoted.of(key.getValue()), line(before.getKeyNode())));
            }
        }
        return pairs;
    }

    private static String unknownKey(String key, boolean topLevel) {
        List<String> known =
                topLevel ? Stream.concat(KEYS.stream(), Stream.of(PROFILES)).toList() : KEYS;
        return "unknown key " + Quoted.of(key)
                + Nearest.to(key, known)
                        .map(near -> "; did you mean " + Quoted.of(near) + "?")
                        .orElse("; see 'tidb-client config init' for the known ones.");
    }

    private static String kind(Node node) {
        return switch (node.getNodeId()) {
            case mapping -> "a map";
            case sequence -> "a list";
            case scalar -> Tag.NULL.equals(node.getTag()) ? "nothing" : "a single value";
            case anchor -> "an alias";
        };
    }

    private ConfigException wrong(Node node, String what) {
        return new ConfigException(place(node) + what + ".");
    }

    private String place(Node node) {
        return file.name() + ":" + line(node) + ": ";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
