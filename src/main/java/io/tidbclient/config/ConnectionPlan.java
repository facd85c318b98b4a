package io.tidbclient.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The connections a command opens.
 *
 * @param connections this process's, in the order of their numbers; at least one, each with a name of its own
 */
public record ConnectionPlan(List<ConnectionSettings> connections) {
    public ConnectionPlan {
        connections = List.copyOf(connections);
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("there is no connection to open");
        }
        if (connections.size() > RunOptions.MOST_CONNECTIONS) {
            throw new IllegalArgumentException(connections.size() + " connections are too many");
        }
        Set<String> names = new HashSet<>();
        for (ConnectionSettings connection : connections) {
            if (!names.add(connection.name())) {
                throw new IllegalArgumentException("two connections have the name " + connection.name());
            }
        }
    }

    /**
     * The plan that these settings, which must want {@link CommandSettings#CONNECTING}, describe.
     *
     * @param passwords finds the password for settings; asked once for all that share a source, and only when all the
     *     rest is well: it may have to be typed
     * @throws ConfigException for the first mistake
     */
    public static ConnectionPlan from(ResolvedSettings settings, Function<ResolvedSettings, Secret> passwords) {
        return new ConnectionPlanner(settings, MistakeReporter.FIRST)
                .plan(passwords)
                .orElseThrow();
    }

    /** The same with other timeouts. */
    public ConnectionPlan within(Timeouts other) {
        return new ConnectionPlan(
                connections.stream().map(connection -> connection.within(other)).toList());
    }

    /** The first connection, for commands that need no more than one. */
    public ConnectionSettings first() {
        return connections.getFirst();
    }

    /** How many connections there are. */
    public int size() {
        return connections.size();
    }

    /** The timeouts, which all connections share. */
    public Timeouts timeouts() {
        return first().timeouts();
    }

    /** How many databases a connection verifies at most. */
    public int mostDatabases() {
        return connections.stream()
                .mapToInt(connection -> connection.databases().size())
                .max()
                .orElse(0);
    }
}
