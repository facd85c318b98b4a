package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Expects that scripts are refused, with the literal message. */
final class ScriptRefusals {
    private ScriptRefusals() {}

    static void refuses(String script, String message) {
        assertThatThrownBy(() -> TestScripts.all(script))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    /** The same of a script with sessions a and b and these steps, as in {@link TestScripts#steps}. */
    static void refusesSteps(String message, String... lines) {
        refuses(TestScripts.script(lines), message);
    }
}
