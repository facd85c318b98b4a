package io.tidbclient.sandbox.instance;

import java.util.List;

/**
 * A database of the simulated server: names only, there is no data.
 *
 * @param name not empty
 * @param tables their names
 */
public record SandboxDatabase(String name, List<String> tables) {
    /** Open to everybody. */
    public static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

    public SandboxDatabase {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a database of the sandbox has no name");
        }
        tables = List.copyOf(tables);
    }

    /** With these tables. */
    public static SandboxDatabase of(String name, String... tables) {
        return new SandboxDatabase(name, List.of(tables));
    }
}
