package io.tidbclient.hook;

import io.tidbclient.config.SecretVariables;

import java.util.Map;

/** The environment of a hook: this process's without its secrets, and the facts. */
public final class HookEnvironment {
    private HookEnvironment() {}

    /**
     * Puts the facts into an environment, and removes the secrets from it.
     *
     * @param facts by variable; a NUL, which a variable cannot hold, becomes a blank
     */
    public static void put(Map<String, String> environment, Map<String, String> facts) {
        SecretVariables.ALL.forEach(environment::remove);
        facts.forEach((name, value) -> environment.put(name, value.replace('\0', ' ')));
    }
}
