package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.fuzz.FuzzInput;

/** Scripts of any text: scenarios, or mistakes with the file's name. */
public final class ScriptFuzz {
    private ScriptFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            FuzzInput.require(!TestScripts.all(FuzzInput.text(input)).isEmpty(), "a script without a scenario");
        } catch (ConfigException e) {
            FuzzInput.require(e.getMessage().startsWith("s.yaml"), "a mistake without a place: " + e.getMessage());
        }
    }
}
