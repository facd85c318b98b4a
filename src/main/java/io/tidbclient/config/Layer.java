package io.tidbclient.config;

import java.util.Map;
import java.util.Optional;

/**
 * What one source says, by key. Layers lie on each other, the strongest on top.
 *
 * @param entries by key
 */
record Layer(Map<String, Entry> entries) {
    static final Layer EMPTY = new Layer(Map.of());

    Layer {
        entries = Map.copyOf(entries);
    }

    Optional<Entry> find(Setting<?> setting) {
        return Optional.ofNullable(entries.get(setting.key()));
    }
}
