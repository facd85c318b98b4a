package io.tidbclient.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A target that the YAML file lists.
 *
 * @param name unique in the list, printable
 * @param origin where the target stands
 * @param profile the settings of the profile that it names; empty when it names none
 * @param own its own settings, which take precedence over all others
 * @param scenarios each with a name of its own; may be none
 */
record ListedTarget(String name, Origin origin, Layer profile, Layer own, List<ScenarioSettings> scenarios) {
    /** The key of the name. */
    static final String NAME = "name";

    ListedTarget {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * The layers that this target's settings are read from: its own, then its profile, then {@code general}. A list of
     * connections among those is the check's.
     *
     * @param general strongest first
     */
    List<Layer> on(List<Layer> general) {
        List<Layer> below = general.stream().map(Layer::withoutConnections).toList();
        Layer ofProfile = profile.withoutConnections();
        List<Layer> withProfile = Stream.concat(
                        Stream.of(ofProfile), below.stream().map(layer -> layer.without(TlsHidden.by(ofProfile))))
                .toList();
        return Stream.concat(Stream.of(own), withProfile.stream().map(layer -> layer.without(TlsHidden.by(own))))
                .toList();
    }

    /** The plan that the strongest of these layers has; empty when none has one. */
    static Optional<Layer> planning(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> layer.find(RunOptions.EVERY).isPresent()
                        || layer.find(RunOptions.CRON).isPresent())
                .findFirst();
    }
}
