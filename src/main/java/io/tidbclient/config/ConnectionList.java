package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connections that the YAML file lists under {@code connections}.
 *
 * @param origin where the key stands
 * @param connections at least one, each with an id of its own
 */
record ConnectionList(Origin origin, List<ListedConnection> connections) {
    private static final List<Setting<?>> WHERE =
            List.of(ConnectionOptions.HOST, ConnectionOptions.URL, RunOptions.CONNECTIONS);

    ConnectionList {
        connections = List.copyOf(connections);
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("the list of connections is empty");
        }
        if (connections.stream().map(ListedConnection::id).distinct().count() != connections.size()) {
            throw new IllegalArgumentException("two connections of the list have the same id");
        }
    }

    /**
     * The list that applies. What says where to connect on the command line, or in a profile on top of the file's list,
     * replaces it; variables and a my.cnf never do: they may be there for another program.
     *
     * @param layers strongest first
     * @param taken whether the command takes a list; {@code -n} of one that does not says nothing of where to connect
     */
    static Optional<ConnectionList> of(List<Layer> layers, boolean taken) {
        for (Layer layer : layers) {
            if (layer.connections().isPresent()) {
                return layer.connections();
            }
            boolean replaced = WHERE.stream()
                    .anyMatch(setting -> layer.find(setting)
                            .map(Entry::origin)
                            .filter(ConnectionList::isDeliberate)
                            .filter(origin ->
                                    taken || !setting.equals(RunOptions.CONNECTIONS) || origin instanceof Origin.File)
                            .isPresent());
            if (replaced) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * What has no effect since the connections are listed.
     *
     * @param layers those that the list came out of
     * @return one sentence each
     */
    List<String> warnings(List<Layer> layers) {
        List<String> warnings = new ArrayList<>();
        Sources.strongest(layers, RunOptions.CONNECTIONS)
                .filter(entry -> !isDeliberate(entry.origin()))
                .ifPresent(entry -> warnings.add("%s has no effect: the connections are listed at %s."
                        .formatted(entry.origin().describe(), origin.describe())));
        for (Setting<?> setting : ListedConnection.SETTINGS) {
            boolean allHaveIt = connections.stream()
                    .allMatch(connection -> connection.own().find(setting).isPresent());
            Sources.strongest(layers, setting)
                    .map(Entry::origin)
                    .filter(given -> allHaveIt && given instanceof Origin.Option)
                    .ifPresent(given -> warnings.add("%s has no effect: each connection listed at %s has its own %s."
                            .formatted(given.describe(), origin.describe(), setting.key())));
        }
        return warnings;
    }

    private static boolean isDeliberate(Origin origin) {
        return origin instanceof Origin.Option || origin instanceof Origin.File;
    }
}
