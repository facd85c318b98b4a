package io.tidbclient.config;

import java.util.List;

/**
 * What the YAML file has under {@code serve}.
 *
 * @param settings the server's, and when its targets are checked unless they say so themselves
 * @param targets each with a name of its own; may be none
 */
record ServeSection(Layer settings, List<ListedTarget> targets) {
    /** A file that has nothing under it. */
    static final ServeSection NONE = new ServeSection(Layer.EMPTY, List.of());

    ServeSection {
        targets = List.copyOf(targets);
    }
}
