package io.tidbclient.config;

import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlSequence;

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
    private static final String SERVE = "serve";
    private static final List<String> KEYS = Settings.ALL.stream()
            .filter(setting -> setting.refusedInFile().isEmpty())
            .map(Setting::key)
            .toList();

    private final TextFile file;
    private final YamlNodes nodes;
    private final Path base;

    /**
     * @param file its directory is what relative paths in it are relative to
     * @param mistakes is given each key and each value that is wrong
     */
    ConfigFileReader(TextFile file, MistakeReporter mistakes) {
        this.file = file;
        this.nodes = new YamlNodes(file.name(), mistakes);
        this.base = Optional.ofNullable(file.path().getParent()).orElse(file.path());
    }

    /**
     * Reads the file.
     *
     * @param what how a message begins that complains of the file as a whole
     * @throws ConfigException when it cannot be read, or is not YAML
     */
    ConfigFile read(String what) {
        Optional<YamlNode> root = nodes.root(file.read(what));
        Map<String, YamlEntry> top = new LinkedHashMap<>();
        Map<String, Layer> profiles = new LinkedHashMap<>();
        ServeSection serve = ServeSection.NONE;
        if (root.isPresent()) {
            top.putAll(nodes.pairs(root.get(), "the file", "settings, one 'key: value' a line"));
            YamlEntry below = top.remove(PROFILES);
            if (below != null) {
                profiles.putAll(profiles(below.value()));
            }
            YamlEntry server = top.remove(SERVE);
            if (server != null) {
                FileEntries entries = new FileEntries(nodes, base, Optional.empty());
                serve = new ServeSectionReader(entries, profiles).read(server.value());
            }
        }
        return new ConfigFile(file.name(), layer(top, Optional.empty()), profiles, serve);
    }

    private Map<String, Layer> profiles(YamlNode node) {
        Map<String, Layer> profiles = new LinkedHashMap<>();
        nodes.pairs(node, PROFILES, "a map from names to settings").forEach((name, pair) -> {
            Map<String, YamlEntry> settings = nodes.pairs(pair.value(), "profile " + Quoted.of(name), "settings");
            YamlEntry nested = settings.get(ConfigurationOptions.PROFILE.key());
            if (nested != null) {
                nodes.report(nested.key(), "a profile cannot name a profile; move it to the top level");
            }
            profiles.put(name, layer(settings, Optional.of(name)));
        });
        return profiles;
    }

    private Layer layer(Map<String, YamlEntry> pairs, Optional<String> profile) {
        Map<String, Entry> entries = new HashMap<>();
        Optional<ConnectionList> connections = Optional.empty();
        FileEntries reader = new FileEntries(nodes, base, profile);
        for (Map.Entry<String, YamlEntry> pair : pairs.entrySet()) {
            YamlNode key = pair.getValue().key();
            YamlNode value = pair.getValue().value();
            Optional<Setting<?>> setting = Settings.byKey(pair.getKey());
            if (setting.isEmpty()) {
                nodes.report(key, new ConfigException(nodes.place(key) + unknownKey(pair.getKey(), profile.isEmpty())));
            } else if (!setting.get().equals(RunOptions.CONNECTIONS) || !(value instanceof YamlSequence list)) {
                entries.put(pair.getKey(), reader.read(setting.get(), key, value));
            } else if (list.items().isEmpty()) {
                entries.put(pair.getKey(), reader.rejected(key, emptyList(key)));
            } else {
                connections = Optional.of(new ConnectionListReader(reader).read(key, list));
            }
        }
        return new Layer(entries, connections);
    }

    private ConfigException emptyList(YamlNode key) {
        return nodes.wrong(key, "connections: the list is empty; list a connection, or remove the key");
    }

    private static String unknownKey(String key, boolean topLevel) {
        List<String> known = topLevel
                ? Stream.concat(KEYS.stream(), Stream.of(PROFILES, SERVE)).toList()
                : KEYS;
        return "unknown key " + Quoted.of(key)
                + Nearest.suggestion(key, known, "see 'tidb-client config init' for the known ones.");
    }
}
