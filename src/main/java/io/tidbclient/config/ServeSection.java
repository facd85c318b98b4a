package io.tidbclient.config;

import java.util.List;
import java.util.Optional;

/**
 * What the YAML file has under {@code serve}.
 *
 * @param exists whether the file has the section, right or wrong
 * @param settings the server's, and when its targets are checked unless they say so themselves
 * @param history where the history is kept; empty when it is kept in memory alone
 * @param targets each with a name of its own; may be none
 */
record ServeSection(boolean exists, Layer settings, Optional<HistorySection> history, List<ListedTarget> targets) {
    /** A file that has nothing under it. */
    static final ServeSection NONE = new ServeSection(false, Layer.EMPTY, Optional.empty(), List.of());

    ServeSection {
        targets = List.copyOf(targets);
    }
}
