package io.tidbclient.history;

import java.util.Optional;

/** One step of a transaction on one list. */
public sealed interface Operation {
    /** The list that it is about. */
    long key();

    /**
     * Appends an element. In a history, no two operations append the same value to the same key.
     *
     * @param value the element
     */
    record Append(long key, long value) implements Operation {}

    /**
     * Reads the whole list.
     *
     * @param values the list as the server returned it; empty when no answer arrived
     */
    record Read(long key, Optional<Values> values) implements Operation {
        public static Read of(long key, long... values) {
            return new Read(key, Optional.of(Values.of(values)));
        }

        public static Read unanswered(long key) {
            return new Read(key, Optional.empty());
        }
    }
}
