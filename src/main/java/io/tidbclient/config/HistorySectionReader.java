package io.tidbclient.config;

import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what a YAML file has under {@code serve.history}. */
final class HistorySectionReader {
    private static final List<String> KEYS =
            HistoryOptions.ALL.stream().map(Setting::key).toList();

    private final FileEntries entries;

    HistorySectionReader(FileEntries entries) {
        this.entries = entries;
    }

    /** @param key where the section stands */
    HistorySection read(YamlNode key, YamlNode value) {
        Map<String, YamlEntry> pairs =
                entries.nodes().pairs(value, "history", "its url and other keys, one 'key: value' a line");
        Map<String, Entry> found = new HashMap<>();
        pairs.forEach((name, pair) -> setting(name, pair.key())
                .ifPresent(setting -> found.put(name, entries.read(setting, pair.key(), pair.value()))));
        return new HistorySection(entries.origin(key), new Layer(found));
    }

    private Optional<Setting<?>> setting(String name, YamlNode key) {
        Optional<Setting<?>> setting = HistoryOptions.ALL.stream()
                .filter(known -> known.key().equals(name))
                .findFirst();
        if (setting.isEmpty()) {
            YamlNodes nodes = entries.nodes();
            nodes.report(
                    key,
                    new ConfigException(nodes.place(key) + "unknown key " + Quoted.of(name)
                            + Nearest.suggestion(
                                    name,
                                    KEYS,
                                    "a history has " + KEYS.stream().collect(Collectors.joining(", ")) + ".")));
        }
        return setting;
    }
}
