package io.tidbclient.yaml;

import java.util.List;

/** A map, with its pairs as they are written: a key may be any value, and may stand twice. */
public record YamlMapping(YamlMark mark, List<Pair> pairs) implements YamlNode {
    public YamlMapping {
        pairs = List.copyOf(pairs);
    }

    /** A key, and its value. */
    public record Pair(YamlNode key, YamlNode value) {}

    @Override
    public String kind() {
        return "a map";
    }
}
