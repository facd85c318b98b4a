package io.tidbclient.output;

/**
 * A key of a live view, for people.
 *
 * @param label what is printed on it: {@code s}, {@code ↵}
 * @param word what it does, in one word, for the hint line; empty for a key that the list of keys alone names
 * @param meaning what it does, for the list of keys
 */
public record KeyHint(String label, String word, String meaning) {
    public KeyHint {
        if (label.isEmpty() || meaning.isEmpty()) {
            throw new IllegalArgumentException("a key has a label and a meaning");
        }
    }
}
