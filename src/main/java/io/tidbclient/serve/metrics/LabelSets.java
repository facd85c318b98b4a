package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of labels that stay the same from one scrape to the next. Making one verifies each name with a character encoder of its own,
 * which took more of a scrape than all values together; so a set is made once, and dropped when a scrape does not use it. Confined to
 * one thread.
 */
final class LabelSets {
    private Map<List<String>, Labels> last = Map.of();
    private Map<List<String>, Labels> current = new HashMap<>();

    /** @param namesAndValues in turn */
    Labels of(String... namesAndValues) {
        List<String> key = List.of(namesAndValues);
        Labels made = current.get(key);
        if (made == null) {
            made = last.get(key);
            if (made == null) {
                made = Labels.of(namesAndValues);
            }
            current.put(key, made);
        }
        return made;
    }

    /** A scrape has ended: drops what it did not use. */
    void endScrape() {
        last = current;
        current = HashMap.newHashMap(last.size());
    }
}
