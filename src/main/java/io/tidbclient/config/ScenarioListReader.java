package io.tidbclient.config;

import io.tidbclient.yaml.YamlEntry;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list under {@code scenarios} of a target. */
final class ScenarioListReader {
    /** The key of the list. */
    static final String SCENARIOS = "scenarios";

    private static final String RUN = "run";
    private static final String NAME = "name";
    private static final List<String> KEYS =
            List.of(RUN, NAME, RunOptions.EVERY.key(), RunOptions.CRON.key(), RunOptions.TIMEOUT.key());
    private static final int LONGEST_NAME = 64;

    private final YamlNodes nodes;
    private final FileEntries entries;

    ScenarioListReader(FileEntries entries) {
        this.nodes = entries.nodes();
        this.entries = entries;
    }

    /** Those of the list that have no mistake; the others are reported. */
    List<ScenarioSettings> read(YamlEntry list) {
        if (!(list.value() instanceof YamlSequence items) || items.items().isEmpty()) {
            nodes.report(
                    list.key(), "scenarios: list at least one scenario, as in '- isolation/p4', or remove the key");
            return List.of();
        }
        List<ScenarioSettings> scenarios = new ArrayList<>();
        Map<String, YamlNode> names = new HashMap<>();
        for (YamlNode item : items.items()) {
            Map<String, YamlEntry> pairs = item instanceof YamlScalar run
                    ? Map.of(RUN, new YamlEntry(RUN, run, run))
                    : nodes.pairs(item, "a scenario of the list", "its run and other keys, one 'key: value' a line");
            pairs.values().forEach(this::requireKnown);
            scenario(item, pairs)
                    .filter(read -> isUnique(read.name(), item, names))
                    .ifPresent(scenarios::add);
        }
        return scenarios;
    }

    private void requireKnown(YamlEntry pair) {
        if (!KEYS.contains(pair.name())) {
            nodes.report(
                    pair.key(),
                    new ConfigException(nodes.place(pair.key()) + "unknown key " + Quoted.of(pair.name())
                            + Nearest.suggestion(
                                    pair.name(), KEYS, "a scenario has " + String.join(", ", KEYS) + ".")));
        }
    }

    private Optional<ScenarioSettings> scenario(YamlNode item, Map<String, YamlEntry> pairs) {
        Optional<Plan> plan = plan(pairs);
        Optional<Duration> timeout = pairs.containsKey(RunOptions.TIMEOUT.key())
                ? value(RunOptions.TIMEOUT, pairs)
                : Optional.of(ScenarioSettings.USUAL_TIMEOUT);
        YamlEntry run = pairs.get(RUN);
        if (run == null) {
            nodes.report(
                    item,
                    "this scenario has no run; give a script's file or a built-in scenario, as in 'run: isolation/p4'");
            return Optional.empty();
        }
        Optional<String> text = text(RUN, run, "a script's file or a built-in scenario");
        Optional<String> name = pairs.containsKey(NAME) ? text(NAME, pairs.get(NAME), "a name") : text;
        if (plan.isEmpty() || timeout.isEmpty() || text.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScenarioSettings(
                name.get(), text.get(), entries.origin(run.key()), entries.base(), plan.get(), timeout.get()));
    }

    private Optional<Plan> plan(Map<String, YamlEntry> pairs) {
        YamlEntry every = pairs.get(RunOptions.EVERY.key());
        YamlEntry cron = pairs.get(RunOptions.CRON.key());
        if (every != null && cron != null) {
            nodes.report(
                    every.key(),
                    new ConfigException("%s and %s both say when the scenario runs; give one of them."
                            .formatted(
                                    entries.origin(every.key()).subject(RunOptions.EVERY),
                                    entries.origin(cron.key()).subject(RunOptions.CRON))));
            return Optional.empty();
        }
        if (every != null) {
            return value(RunOptions.EVERY, pairs).map(Plan.Every::new);
        }
        return cron == null
                ? Optional.of(ScenarioSettings.USUAL_PLAN)
                : value(RunOptions.CRON, pairs).map(Plan.Cron::new);
    }

    private <T> Optional<T> value(Setting<T> setting, Map<String, YamlEntry> pairs) {
        YamlEntry pair = pairs.get(setting.key());
        Origin origin = entries.origin(pair.key());
        return nodes.mistakes()
                .attempt(origin, () -> setting.parse(nodes.text(setting, pair.key(), pair.value()), origin));
    }

    /** The text of a key, as a name may be. */
    private Optional<String> text(String key, YamlEntry pair, String wanted) {
        return nodes.mistakes().attempt(entries.origin(pair.key()), () -> {
            try {
                return valid(nodes.scalar(key, pair.key(), pair.value(), wanted));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(nodes.place(pair.key()) + key + ": " + e.getMessage() + ".", e);
            }
        });
    }

    private static String valid(String text) {
        String name = Values.name(text);
        if (!Quoted.isPrintable(name)) {
            throw new IllegalArgumentException(Quoted.of(name) + " holds invisible characters; give one without");
        }
        return name;
    }

    private boolean isUnique(String name, YamlNode item, Map<String, YamlNode> names) {
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            nodes.report(
                    item,
                    "%s is too long for a name; give this scenario a name of at most %d characters, as in 'name: short'"
                            .formatted(Quoted.of(name), LONGEST_NAME));
            return false;
        }
        YamlNode before = names.putIfAbsent(name, item);
        if (before != null) {
            nodes.report(
                    item,
                    "the scenario %s was already given in line %d; give each scenario of a target a unique name"
                            .formatted(Quoted.of(name), YamlNodes.line(before)));
        }
        return before == null;
    }
}
