package io.tidbclient.scenario.script;

import io.tidbclient.config.Secret;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;

import java.util.List;

/** Reads scripts for tests, with a password for everybody. */
public final class TestScripts {
    private TestScripts() {}

    /** All scenarios of a script called s.yaml. */
    public static List<Scenario> all(String text) {
        return reader().read(text);
    }

    /** Reads scripts that messages call s.yaml. */
    static ScriptReader reader() {
        return new ScriptReader("s.yaml", new Passwords() {
            @Override
            public Secret fromFile(String file, String what) {
                return Secret.of("from " + file);
            }

            @Override
            public Secret fromVariable(String variable, String what) {
                return Secret.of("from " + variable);
            }
        });
    }

    /** The only scenario of a script. */
    public static Scenario one(String text) {
        return all(text).getFirst();
    }

    /** A scenario with sessions a and b and these steps, indented by two. */
    public static Scenario steps(String... lines) {
        return one(script(lines));
    }

    /** The first step of a scenario, which is in no block. */
    static Step first(Scenario scenario) {
        return ((Block.One) scenario.steps().getFirst()).step();
    }

    static String script(String... lines) {
        return "scenario: s\nsessions: [a, b]\nsteps:\n  " + String.join("\n  ", lines) + "\n";
    }
}
