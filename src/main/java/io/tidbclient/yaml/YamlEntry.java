package io.tidbclient.yaml;

/**
 * An entry of a map whose keys are names.
 *
 * @param name the text of the key
 * @param key where messages about the entry point
 */
public record YamlEntry(String name, YamlScalar key, YamlNode value) {}
