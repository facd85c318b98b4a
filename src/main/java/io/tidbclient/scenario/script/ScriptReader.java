package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.yaml.YamlDocuments;
import io.tidbclient.yaml.YamlException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Turns a script's text into scenarios: one for each YAML document in it. */
public final class ScriptReader {
    private final String file;
    private final Passwords passwords;

    /**
     * @param file how messages call the script
     * @param passwords where a script's users get theirs
     */
    public ScriptReader(String file, Passwords passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    /**
     * The scenarios, at least one.
     *
     * @throws ConfigException for the first mistake: file, line, column, what is wrong and what would be right
     */
    public List<Scenario> read(String text) {
        return read(text, ScriptMistakes.FIRST);
    }

    /**
     * The scenarios without a mistake.
     *
     * @param mistakes is given each mistake that was found: of a scenario's keys, steps and checks all, of what depends on
     *     them the first
     */
    public List<Scenario> read(String text, ScriptMistakes mistakes) {
        List<Field> documents = mistakes.attempt(() -> documents(text)).orElse(List.of());
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        documents.forEach(document -> read(document, mistakes).stream()
                .filter(scenario -> isNew(scenario, names, mistakes))
                .forEach(scenarios::add));
        return scenarios;
    }

    /** A mistake in what several scenarios of a matrix have in common is reported once. */
    private List<Scenario> read(Field document, ScriptMistakes mistakes) {
        Map<String, ConfigException> reported = new HashMap<>();
        ScriptMistakes once = mistake -> {
            if (reported.computeIfAbsent(String.valueOf(mistake.getMessage()), message -> mistake) == mistake) {
                mistakes.report(mistake);
            }
        };
        List<Scenario> scenarios = new ArrayList<>();
        once.attempt(() -> MatrixReader.variants(document))
                .orElse(Map.of())
                .forEach((variant, own) -> once.attempt(() -> new ScenarioReader(variant, own, passwords, once).read())
                        .flatMap(read -> read)
                        .ifPresent(scenarios::add));
        if (scenarios.isEmpty() && reported.isEmpty()) {
            once.report(
                    document.wrong("no server of 'only-on' has a level and a mode of the matrix; correct one of them"));
        }
        return scenarios;
    }

    private static boolean isNew(Scenario scenario, Set<String> names, ScriptMistakes mistakes) {
        if (!names.add(scenario.name())) {
            mistakes.report(scenario.place()
                    .wrong("a scenario above is called " + Quoted.of(scenario.name())
                            + " too; give each a name of its own"));
            return false;
        }
        return true;
    }

    private List<Field> documents(String text) {
        List<Field> documents =
                all(text).filter(document -> !document.isNothing()).toList();
        if (documents.isEmpty()) {
            throw new ConfigException(
                    file
                            + ": there is no scenario in this file; 'tidb-client scenarios new FILE' writes one to begin with.");
        }
        return documents;
    }

    private Stream<Field> all(String text) {
        try {
            return YamlDocuments.all(text).stream().map(root -> new Field(file, root));
        } catch (YamlException e) {
            throw new ConfigException(
                    new Place(file, e.mark().line(), e.mark().column()) + ": " + e.getMessage() + ".", e);
        }
    }
}
