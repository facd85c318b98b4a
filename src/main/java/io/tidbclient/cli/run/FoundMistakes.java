package io.tidbclient.cli.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.scenario.script.ScriptMistakes;

import java.util.LinkedHashSet;
import java.util.Set;

/** Every mistake of some scripts, each sentence once. */
final class FoundMistakes implements ScriptMistakes {
    private final Set<String> sentences = new LinkedHashSet<>();

    @Override
    public void report(ConfigException mistake) {
        sentences.add(mistake.getMessage());
    }

    /**
     * Ends the command when there is any: with one exception, so that what is printed of it is masked as every message of a
     * mistake is.
     *
     * @throws ConfigException with a line for each
     */
    void throwAll() {
        if (!sentences.isEmpty()) {
            throw new ConfigException(String.join("\n", sentences));
        }
    }
}
