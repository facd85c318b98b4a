package io.tidbclient.history.check;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * An edge between two transactions: the first one comes before the second one in every order that explains the history.
 *
 * @param from id of the first transaction
 * @param to id of the second one
 * @param key the key that the two accessed; empty for orders of sessions and of the clock
 * @param value the element that shows the dependency: the one that the second transaction appended (ww, rw) or read (wr);
 *     empty for orders of sessions and of the clock
 * @param sentence the edge in words, with times in milliseconds from the start of the history
 */
public record Dependency(
        long from, long to, DependencyKind kind, OptionalLong key, OptionalLong value, String sentence) {
    public Dependency {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
        if (key.isPresent() != value.isPresent()) {
            throw new IllegalArgumentException("a dependency has a key and a value, or neither");
        }
    }
}
