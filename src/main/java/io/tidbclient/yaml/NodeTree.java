package io.tidbclient.yaml;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.IdentityHashMap;
import java.util.Map;

/** Makes values of the parser's nodes. What several aliases stand for is made once, and shared. */
final class NodeTree {
    private static final Map<Tag, YamlScalar.Type> TYPES = Map.of(
            Tag.NULL, YamlScalar.Type.NULL,
            Tag.BOOL, YamlScalar.Type.BOOLEAN,
            Tag.INT, YamlScalar.Type.INTEGER,
            Tag.FLOAT, YamlScalar.Type.FLOAT);

    private final IdentityHashMap<Node, YamlNode> made = new IdentityHashMap<>();

    /** Recursive: {@link BoundedEvents} has limited the depth. */
    YamlNode of(Node node) {
        YamlNode before = made.get(node);
        if (before != null) {
            return before;
        }
        YamlNode value = make(node);
        made.put(node, value);
        return value;
    }

    private YamlNode make(Node node) {
        YamlMark mark = YamlMark.of(node.getStartMark());
        return switch (node) {
            case ScalarNode scalar ->
                new YamlScalar(mark, TYPES.getOrDefault(scalar.getTag(), YamlScalar.Type.TEXT), scalar.getValue());
            case SequenceNode list ->
                new YamlSequence(mark, list.getValue().stream().map(this::of).toList());
            case MappingNode map ->
                new YamlMapping(
                        mark,
                        map.getValue().stream()
                                .map(pair -> new YamlMapping.Pair(of(pair.getKeyNode()), of(pair.getValueNode())))
                                .toList());
            default -> throw new IllegalStateException("the composer leaves no " + node.getNodeId());
        };
    }
}
