package io.tidbclient.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one source says, by key. Layers lie on each other, the strongest on top.
 *
 * @param entries by key
 * @param connections the connections it lists, if it does
 * @param warnings what of it has no effect and may have been meant, one sentence each
 */
record Layer(Map<String, Entry> entries, Optional<ConnectionList> connections, List<String> warnings) {
    static final Layer EMPTY = new Layer(Map.of());

    Layer {
        entries = Map.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /** One without warnings. */
    Layer(Map<String, Entry> entries, Optional<ConnectionList> connections) {
        this(entries, connections, List.of());
    }

    /** One that lists no connections. */
    Layer(Map<String, Entry> entries) {
        this(entries, Optional.empty());
    }

    Optional<Entry> find(Setting<?> setting) {
        return Optional.ofNullable(entries.get(setting.key()));
    }

    /** The same without a list of connections. */
    Layer withoutConnections() {
        return connections.isEmpty() ? this : new Layer(entries, Optional.empty(), warnings);
    }

    /** The same without these settings. */
    Layer without(Set<Setting<?>> hidden) {
        if (hidden.isEmpty()) {
            return this;
        }
        Set<String> keys = hidden.stream().map(Setting::key).collect(Collectors.toSet());
        return new Layer(
                entries.entrySet().stream()
                        .filter(entry -> !keys.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                connections,
                warnings);
    }
}
