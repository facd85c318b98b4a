package io.tidbclient.config;

import io.tidbclient.yaml.YamlNode;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes entries of the pairs of a YAML file's map. A pair with a mistake becomes an entry that is rejected, so that the
 * setting does not count as missing as well.
 *
 * @param nodes reports the mistakes
 * @param base what relative paths are relative to
 * @param profile the profile that holds the map, if one does
 */
record FileEntries(YamlNodes nodes, Path base, Optional<String> profile) {
    /** The entry of a pair whose key is that of {@code setting}. */
    Entry read(Setting<?> setting, YamlNode key, YamlNode value) {
        if (setting.refusedInFile().isPresent()) {
            return rejected(
                    key,
                    nodes.wrong(
                            key, setting.key() + ": " + setting.refusedInFile().get()));
        }
        try {
            return new Entry(nodes.text(setting, key, value), origin(key), base);
        } catch (ConfigException e) {
            return rejected(key, e);
        }
    }

    /** Reports the mistake of a pair; its entry. */
    Entry rejected(YamlNode key, ConfigException mistake) {
        nodes.report(key, mistake);
        return Entry.rejected(origin(key), base, mistake);
    }

    Origin origin(YamlNode node) {
        return nodes.origin(node, profile);
    }
}
