package io.tidbclient.config;

import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlSequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final FileEntries entries;

    ConnectionListReader(FileEntries entries) {
        this.nodes = entries.nodes();
        this.entries = entries;
    }

    /** Reads a list that is not empty. A connection whose id is wrong is kept under its position, to be checked as well. */
    ConnectionList read(YamlNode key, YamlSequence list) {
        List<ListedConnection> connections = new ArrayList<>();
        Map<String, YamlNode> ids = new HashMap<>();
        for (YamlNode item : list.items()) {
            Map<String, YamlEntry> pairs = new LinkedHashMap<>(nodes.pairs(
                    item, "a connection of the list", "its id, host and other keys, one 'key: value' a line"));
            Optional<YamlEntry> idPair = Optional.ofNullable(pairs.get(ListedConnection.ID));
            Optional<String> id = idPair.flatMap(this::id);
            Layer own = own(pairs);
            if (idPair.isEmpty() && item instanceof YamlMapping) {
                nodes.report(item, "this connection has no id; give it a name, as in 'id: shop'");
            }
            int position = connections.size() + 1;
            String name = id.filter(given -> isUnique(given, item, ids)).orElseGet(() -> number(position, item, ids));
            connections.add(new ListedConnection(name, entries.origin(item), own));
        }
        return new ConnectionList(entries.origin(key), connections);
    }

    private boolean isUnique(String id, YamlNode item, Map<String, YamlNode> ids) {
        YamlNode before = ids.putIfAbsent(id, item);
        if (before == null) {
            return true;
        }
        nodes.report(
                item,
                "the id %s was already given in line %d; give each connection a unique id"
                        .formatted(Quoted.of(id), YamlNodes.line(before)));
        return false;
    }

    /** What messages call a connection without an id of its own. */
    private static String number(int position, YamlNode item, Map<String, YamlNode> ids) {
        String name = "#" + position;
        while (ids.putIfAbsent(name, item) != null) {
            name = "#" + name;
        }
        return name;
    }

    private Layer own(Map<String, YamlEntry> pairs) {
        Map<String, Entry> own = new HashMap<>();
        pairs.forEach((name, pair) -> {
            if (!name.equals(ListedConnection.ID)) {
                setting(name, pair.key()).ifPresent(setting -> own.put(name, entry(setting, pair.key(), pair.value())));
            }
        });
        return new Layer(own);
    }

    private Optional<String> id(YamlEntry pair) {
        YamlNode key = pair.key();
        return nodes.mistakes().attempt(entries.origin(key), () -> {
            String text = nodes.scalar(ListedConnection.ID, key, pair.value(), "a name");
            try {
                return ListedConnection.parseId(text);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(nodes.place(key) + "id: " + e.getMessage() + ".", e);
            }
        });
    }

    private Entry entry(Setting<?> setting, YamlNode key, YamlNode value) {
        Entry entry = entries.read(setting, key, value);
        return setting.equals(ConnectionOptions.HOST) && hasSeveralHosts(entry)
                ? entries.rejected(
                        key,
                        nodes.wrong(key, "host: a connection of the list has one host; list a connection for each"))
                : entry;
    }

    /** A host that cannot be parsed is reported where it is parsed. */
    private static boolean hasSeveralHosts(Entry entry) {
        return entry.mistake().isEmpty() && entry.text().indexOf(',') >= 0;
    }

    /** The setting of a key; empty after the mistake of one that does not belong here has been reported. */
    private Optional<Setting<?>> setting(String name, YamlNode key) {
        Optional<Setting<?>> known = Settings.byKey(name);
        if (known.filter(setting -> ListedConnection.SETTINGS.contains(setting)
                        || setting.refusedInFile().isPresent())
                .isPresent()) {
            return known;
        }
        if (known.isPresent()) {
            nodes.report(key, name + ": it is not for a single connection; move it out of the list");
            return Optional.empty();
        }
        nodes.report(
                key,
                new ConfigException(nodes.place(key) + "unknown key " + Quoted.of(name)
                        + Nearest.suggestion(name, KEYS, "a connection has " + String.join(", ", KEYS) + ".")));
        return Optional.empty();
    }
}
