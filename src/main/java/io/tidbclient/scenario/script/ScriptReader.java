package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.yaml.YamlDocuments;
import io.tidbclient.yaml.YamlException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field document : documents(text)) {
            if (document.isNothing()) {
                continue;
            }
            Scenario scenario = new ScenarioReader(document, passwords).read();
            if (!names.add(scenario.name())) {
                throw scenario.place()
                        .wrong("a scenario above is called " + Quoted.of(scenario.name())
                                + " too; give each a name of its own");
            }
            scenarios.add(scenario);
        }
        if (scenarios.isEmpty()) {
            throw new ConfigException(file
                    + ": there is no scenario in this file; 'tidb-client run --new NAME' writes one to begin with.");
        }
        return scenarios;
    }

    private List<Field> documents(String text) {
        try {
            return YamlDocuments.all(text).stream()
                    .map(root -> new Field(file, root))
                    .toList();
        } catch (YamlException e) {
            throw new ConfigException(
                    new Place(file, e.mark().line(), e.mark().column()) + ": " + e.getMessage() + ".", e);
        }
    }
}
