package io.tidbclient.config;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the list under {@code connections} of a YAML file. */
final class ConnectionListReader {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(ListedConnection.ID),
                    ListedConnection.SETTINGS.stream().map(Setting::key))
            .toList();

    private final YamlNodes nodes;
    private final Path base;
    private final Optional<String> profile;

    /**
     * @param base what relative paths are relative to
     * @param profile the profile that holds the list, if one does
     */
    ConnectionListReader(YamlNodes nodes, Path base, Optional<String> profile) {
        this.nodes = nodes;
        this.base = base;
        this.profile = profile;
    }

    /** @throws ConfigException for the first mistake, with its file and line */
    ConnectionList read(Node key, SequenceNode list) {
        if (list.getValue().isEmpty()) {
            throw nodes.wrong(key, "connections: the list is empty; list a connection, or remove the key");
        }
        List<ListedConnection> connections = new ArrayList<>();
        Map<String, Node> ids = new HashMap<>();
        for (Node item : list.getValue()) {
            ListedConnection connection = connection(item);
            Node before = ids.putIfAbsent(connection.id(), item);
            if (before != null) {
                throw nodes.wrong(
                        item,
                        "the id %s stands here again after line %d; give each connection an id of its own"
                                .formatted(Quoted.of(connection.id()), YamlNodes.line(before)));
            }
            connections.add(connection);
        }
        return new ConnectionList(nodes.origin(key, profile), connections);
    }

    private ListedConnection connection(Node item) {
        Optional<String> id = Optional.empty();
        Map<String, Entry> own = new HashMap<>();
        for (Map.Entry<String, NodeTuple> pair : nodes.pairs(
                        item, "a connection of the list", "its id, host and other keys, one 'key: value' a line")
                .entrySet()) {
            Node key = pair.getValue().getKeyNode();
            Node value = pair.getValue().getValueNode();
            if (pair.getKey().equals(ListedConnection.ID)) {
                id = Optional.of(id(key, value));
            } else {
                own.put(pair.getKey(), entry(pair.getKey(), key, value));
            }
        }
        if (id.isEmpty()) {
            throw nodes.wrong(item, "this connection has no id; give it a name, as in 'id: shop'");
        }
        return new ListedConnection(id.get(), nodes.origin(item, profile), new Layer(own));
    }

    private String id(Node key, Node value) {
        String text = nodes.scalar(ListedConnection.ID, key, value, "a name");
        try {
            return ListedConnection.parseId(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(nodes.place(key) + "id: " + e.getMessage() + ".", e);
        }
    }

    private Entry entry(String name, Node key, Node value) {
        Setting<?> setting = setting(name, key);
        Entry entry = new Entry(nodes.text(setting, key, value), nodes.origin(key, profile), base);
        if (setting.equals(Settings.HOST)
                && Settings.HOST.parse(entry.text(), entry.origin()).size() > 1) {
            throw nodes.wrong(key, "host: a connection of the list has one host; list a connection for each");
        }
        return entry;
    }

    private Setting<?> setting(String name, Node key) {
        Optional<Setting<?>> known = Settings.byKey(name);
        known.flatMap(Setting::refusedInFile).ifPresent(why -> {
            throw nodes.wrong(key, name + ": " + why);
        });
        if (known.filter(ListedConnection.SETTINGS::contains).isPresent()) {
            return known.get();
        }
        if (known.isPresent()) {
            throw nodes.wrong(key, name + ": it is not for a single connection; move it out of the list");
        }
        throw new ConfigException(nodes.place(key) + "unknown key " + Quoted.of(name)
                + Nearest.to(name, KEYS)
                        .map(near -> "; did you mean " + Quoted.of(near) + "?")
                        .orElse("; a connection has " + String.join(", ", KEYS) + "."));
    }
}
