package io.tidbclient.cli.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.redact.Redactor;
import io.tidbclient.scenario.script.ScriptMistakes;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/** Every mistake of some scripts, each sentence once. */
final class FoundMistakes implements ScriptMistakes {
    private final Set<String> sentences = new LinkedHashSet<>();

    @Override
    public void report(ConfigException mistake) {
        sentences.add(mistake.getMessage());
    }

    boolean any() {
        return !sentences.isEmpty();
    }

    /** Prints a line for each. */
    void print(PrintStream err) {
        sentences.forEach(sentence -> err.println("tidb-client: " + Redactor.text(sentence)));
    }
}
