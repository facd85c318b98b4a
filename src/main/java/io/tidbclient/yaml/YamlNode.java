package io.tidbclient.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value of a YAML document. Aliases are what they stand for, and no value contains itself. */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {
    /** Where it begins. */
    YamlMark mark();

    /** What messages call a value like this. */
    String kind();

    /**
     * The entries of a map by key, in the order of the text. Of a key that stands twice, the first is kept; a key that is no
     * scalar has no entry.
     *
     * @param what how messages call the map
     * @param wanted what should stand in its place if it is none
     * @param mistakes is given what is wrong: keys that stand twice, keys that are no scalars, a value that is no map
     * @return without entries when this is no map
     */
    default Map<String, YamlEntry> entries(String what, String wanted, YamlMistakes mistakes) {
        Map<String, YamlEntry> entries = new LinkedHashMap<>();
        if (!(this instanceof YamlMapping mapping)) {
            mistakes.report(this, what + " is " + kind() + "; give " + wanted);
            return entries;
        }
        for (YamlMapping.Pair pair : mapping.pairs()) {
            if (!(pair.key() instanceof YamlScalar key)) {
                mistakes.report(pair.key(), "a key is " + pair.key().kind() + "; give a name");
                continue;
            }
            YamlEntry before = entries.putIfAbsent(key.text(), new YamlEntry(key.text(), key, pair.value()));
            if (before != null) {
                mistakes.report(
                        key,
                        "%s was already given in line %d; remove one of them"
                                .formatted(
                                        mistakes.quoted(key.text()),
                                        before.key().mark().line()));
            }
        }
        return entries;
    }
}
