package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a step saves of its rows, under which names. */
final class SaveReader {
    private final Names names;

    SaveReader(Names names) {
        this.names = names;
    }

    /**
     * The columns to save, by name; an empty column is the only one there is.
     *
     * @param save the entry; null when nothing is to be saved
     * @param expected what is expected on the servers that have nothing of their own
     * @param all what is expected on any server
     */
    Map<String, String> read(Field.Entry save, Action action, List<Expectation> expected, List<List<Expectation>> all) {
        if (save == null) {
            return Map.of();
        }
        if (!(action instanceof Action.Run run) || run.sql().neverHasRows()) {
            throw save.key().wrong("nothing comes back that could be saved; save from a SELECT");
        }
        if (Expected.mayFail(expected)) {
            throw save.key().wrong("a statement that fails has nothing to save; remove 'save' or 'error'");
        }
        if (Expected.hasNoRows(expected)) {
            throw save.key().wrong("no row is expected, so that there is nothing to save; remove 'save'");
        }
        Map<String, String> saves = new LinkedHashMap<>();
        if (save.value().isMap()) {
            save.value().entries("save", "a map from names to columns").values().forEach(entry -> {
                names.value(entry.name(), entry.key());
                saves.put(entry.name(), entry.value().text("save", "a column"));
            });
        } else {
            String name = save.value().text("save", "a name");
            names.value(name, save.value());
            saves.put(name, "");
        }
        saves.keySet().stream()
                .filter(name -> all.stream().anyMatch(each -> Expected.comparesWith(name, each)))
                .findFirst()
                .ifPresent(name -> {
                    throw save.key()
                            .wrong("{saved: %s} would be compared with what this step saves itself; save it as another"
                                            .formatted(name)
                                    + " name");
                });
        return saves;
    }
}
