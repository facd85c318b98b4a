package io.tidbclient.cli;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.List;
import java.util.Set;

/**
 * Makes the named data source {@code history} active in a process that may serve. Quarkus reads its configuration before the
 * arguments are parsed, and hands them to no source of configuration; a system property carries that one fact, and nothing else.
 */
public final class HistoryActivation implements ConfigSource {
    private static final String PROPERTY = "tidb-client.serves";
    private static final String ACTIVE = "quarkus.datasource.history.active";

    /** Before the start: whether these arguments may be those of {@code serve}. */
    public static void prepare(List<String> arguments) {
        if (new CommandPrescan(arguments).mayCall("serve")) {
            System.setProperty(PROPERTY, "true");
        }
    }

    @Override
    public String getValue(String name) {
        return name.equals(ACTIVE) && Boolean.getBoolean(PROPERTY) ? "true" : null;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Boolean.getBoolean(PROPERTY) ? Set.of(ACTIVE) : Set.of();
    }

    @Override
    public String getName() {
        return "the command";
    }

    /** Above the application's own. */
    @Override
    public int getOrdinal() {
        return 500;
    }
}
