package io.tidbclient.hook;

import java.util.List;
import java.util.Map;

/** The environment of a hook: this process's without its secrets, and the facts. */
public final class HookEnvironment {
    /** Variables that hold secrets of this tool's; a command has no need of them. */
    private static final List<String> SECRET = List.of(
            "TIDB_PASSWORD", "TIDB_URL", "DATABASE_URL", "TIDB_SERVE_HISTORY_URL", "TIDB_SERVE_HISTORY_PASSWORD");

    private HookEnvironment() {}

    /**
     * Puts the facts into an environment, and removes the secrets from it.
     *
     * @param facts by variable; a NUL, which a variable cannot hold, becomes a blank
     */
    public static void put(Map<String, String> environment, Map<String, String> facts) {
        SECRET.forEach(environment::remove);
        facts.forEach((name, value) -> environment.put(name, value.replace('\0', ' ')));
    }
}
