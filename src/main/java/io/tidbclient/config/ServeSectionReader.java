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

/** Reads what a YAML file has under {@code serve}. */
final class ServeSectionReader {
    private static final String TARGETS = "targets";
    private static final String HISTORY = "history";
    private static final int LONGEST_NAME = 64;

    /** What the server may say, for itself and for all targets. */
    private static final List<Setting<?>> OF_SERVER = Stream.<List<Setting<?>>>of(
                    ServeOptions.ALL,
                    ImportOptions.COMMANDS,
                    List.of(RunOptions.EVERY, RunOptions.CRON, ImportOptions.INTERVAL, ImportOptions.STALL))
            .flatMap(List::stream)
            .toList();

    /** What a target may say itself. A URL and passwords that are asked for have a place for all targets alone. */
    private static final List<Setting<?>> OF_TARGET = CommandSettings.TARGET.stream()
            .filter(setting -> !setting.equals(ConnectionOptions.URL) && !setting.equals(LoginOptions.ASK_PASSWORD))
            .filter(setting -> !setting.equals(LoginOptions.PASSWORD_STDIN))
            .toList();

    private static final List<String> SERVER_KEYS =
            Stream.concat(keys(OF_SERVER), Stream.of(HISTORY, TARGETS)).toList();
    private static final List<String> TARGET_KEYS = Stream.concat(
                    Stream.of(ListedTarget.NAME, ConfigurationOptions.PROFILE.key(), ScenarioListReader.SCENARIOS),
                    keys(OF_TARGET))
            .toList();

    private final YamlNodes nodes;
    private final FileEntries entries;
    private final Map<String, Layer> profiles;

    /** @param profiles those of the file, by name */
    ServeSectionReader(FileEntries entries, Map<String, Layer> profiles) {
        this.nodes = entries.nodes();
        this.entries = entries;
        this.profiles = profiles;
    }

    ServeSection read(YamlNode node) {
        Map<String, YamlEntry> pairs =
                new LinkedHashMap<>(nodes.pairs(node, "serve", "settings of the server, one 'key: value' a line"));
        YamlEntry list = pairs.remove(TARGETS);
        Optional<HistorySection> history = Optional.ofNullable(pairs.remove(HISTORY))
                .map(pair -> new HistorySectionReader(entries).read(pair.key(), pair.value()));
        Layer settings = layer(pairs, OF_SERVER, "the server");
        return new ServeSection(true, settings, history, list == null ? List.of() : targets(list));
    }

    private List<ListedTarget> targets(YamlEntry list) {
        if (!(list.value() instanceof YamlSequence items) || items.items().isEmpty()) {
            nodes.report(list.key(), "targets: list at least one target, as in '- name: shop', or remove the key");
            return List.of();
        }
        List<ListedTarget> targets = new ArrayList<>();
        Map<String, YamlNode> names = new HashMap<>();
        for (YamlNode item : items.items()) {
            Map<String, YamlEntry> pairs = new LinkedHashMap<>(nodes.pairs(
                    item, "a target of the list", "its name, host and other keys, one 'key: value' a line"));
            Optional<String> name = name(item, Optional.ofNullable(pairs.remove(ListedTarget.NAME)), names);
            Layer profile = profile(Optional.ofNullable(pairs.remove(ConfigurationOptions.PROFILE.key())));
            List<ScenarioSettings> scenarios = Optional.ofNullable(pairs.remove(ScenarioListReader.SCENARIOS))
                    .map(new ScenarioListReader(entries)::read)
                    .orElse(List.of());
            Layer own = layer(pairs, OF_TARGET, "a target");
            int position = targets.size() + 1;
            targets.add(new ListedTarget(name.orElse("#" + position), entries.origin(item), profile, own, scenarios));
        }
        return targets;
    }

    private Optional<String> name(YamlNode item, Optional<YamlEntry> pair, Map<String, YamlNode> names) {
        if (pair.isEmpty()) {
            if (item instanceof YamlMapping) {
                nodes.report(item, "this target has no name; give it one, as in 'name: shop'");
            }
            return Optional.empty();
        }
        YamlNode key = pair.get().key();
        Optional<String> name = nodes.mistakes().attempt(entries.origin(key), () -> {
            String text = nodes.scalar(ListedTarget.NAME, key, pair.get().value(), "a name");
            try {
                return validName(text);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(nodes.place(key) + "name: " + e.getMessage() + ".", e);
            }
        });
        return name.filter(given -> isUnique(given, key, names));
    }

    private boolean isUnique(String name, YamlNode key, Map<String, YamlNode> names) {
        YamlNode before = names.putIfAbsent(name, key);
        if (before != null) {
            nodes.report(
                    key,
                    "the name %s was already given in line %d; give each target a unique name"
                            .formatted(Quoted.of(name), YamlNodes.line(before)));
        }
        return before == null;
    }

    private static String validName(String text) {
        String name = Values.name(text);
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new IllegalArgumentException("%s is too long; a target's name has at most %d characters"
                    .formatted(Quoted.of(name), LONGEST_NAME));
        }
        if (!Quoted.isPrintable(name)) {
            throw new IllegalArgumentException(Quoted.of(name) + " holds invisible characters; give a name without");
        }
        return name;
    }

    private Layer profile(Optional<YamlEntry> pair) {
        if (pair.isEmpty()) {
            return Layer.EMPTY;
        }
        YamlNode key = pair.get().key();
        return nodes.mistakes()
                .attempt(entries.origin(key), () -> {
                    String name = nodes.scalar(
                            ConfigurationOptions.PROFILE.key(), key, pair.get().value(), "a profile's name");
                    return new ConfigFile(nodes.file(), Layer.EMPTY, profiles, ServeSection.NONE)
                            .profile(name, entries.origin(key).subject(ConfigurationOptions.PROFILE));
                })
                .orElse(Layer.EMPTY);
    }

    /** @param whose what messages call what has these settings */
    private Layer layer(Map<String, YamlEntry> pairs, List<Setting<?>> known, String whose) {
        Map<String, Entry> own = new HashMap<>();
        pairs.forEach((name, pair) -> setting(name, pair.key(), known, whose)
                .ifPresent(setting -> own.put(name, entries.read(setting, pair.key(), pair.value()))));
        return new Layer(own);
    }

    private Optional<Setting<?>> setting(String name, YamlNode key, List<Setting<?>> known, String whose) {
        Optional<Setting<?>> setting = Settings.byKey(name);
        if (setting.filter(
                        found -> known.contains(found) || found.refusedInFile().isPresent())
                .isPresent()) {
            return setting;
        }
        if (setting.isPresent()) {
            nodes.report(key, name + ": it is not a setting of " + whose + "; move it to the top level");
            return Optional.empty();
        }
        List<String> keys = known.equals(OF_TARGET) ? TARGET_KEYS : SERVER_KEYS;
        nodes.report(
                key,
                new ConfigException(nodes.place(key) + "unknown key " + Quoted.of(name)
                        + Nearest.suggestion(name, keys, whose + " has " + String.join(", ", keys) + ".")));
        return Optional.empty();
    }

    private static Stream<String> keys(List<Setting<?>> settings) {
        return settings.stream()
                .filter(setting -> setting.refusedInFile().isEmpty())
                .map(Setting::key);
    }
}
