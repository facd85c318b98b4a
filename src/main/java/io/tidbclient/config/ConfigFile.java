package io.tidbclient.config;

import java.util.List;
import java.util.Map;

/**
 * The YAML file: settings, and profiles that lie over them.
 *
 * @param name how messages call it
 * @param top the settings of its top level
 * @param profiles by name, in the order of the file
 * @param serve the server and its targets
 */
record ConfigFile(String name, Layer top, Map<String, Layer> profiles, ServeSection serve) {
    /** What stands in for a file that isn't there. */
    static final ConfigFile NONE = new ConfigFile("", Layer.EMPTY, Map.of(), ServeSection.NONE);

    boolean isThere() {
        return !name.isEmpty();
    }

    /**
     * The profile of this name.
     *
     * @param what how a message begins that complains of the name
     */
    Layer profile(String profile, String what) {
        Layer layer = profiles.get(profile);
        if (layer != null) {
            return layer;
        }
        if (!isThere()) {
            throw new ConfigException("%s: there is no configuration file, thus no profile %s; give one with --config."
                    .formatted(what, Quoted.of(profile)));
        }
        List<String> known = profiles.keySet().stream().map(Quoted::of).toList();
        throw new ConfigException("%s: %s has no profile %s; %s."
                .formatted(
                        what,
                        name,
                        Quoted.of(profile),
                        known.isEmpty() ? "it has none at all" : "it has " + String.join(", ", known)));
    }
}
