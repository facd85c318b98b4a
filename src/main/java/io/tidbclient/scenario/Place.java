package io.tidbclient.scenario;

import io.tidbclient.config.ConfigException;

/**
 * Where something stands in a script.
 *
 * @param file how messages call the file
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
    /** A complaint about what stands here: one sentence, given without its full stop; a question mark stands for it. */
    public ConfigException wrong(String what) {
        return new ConfigException(this + ": " + what + (what.endsWith("?") ? "" : "."));
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
