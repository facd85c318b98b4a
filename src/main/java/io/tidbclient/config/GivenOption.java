package io.tidbclient.config;

import java.util.List;

/**
 * An option that the user gave.
 *
 * @param setting what it sets
 * @param name as it was typed, {@code -n} for example
 * @param values as they were typed, in order; none for a flag without a value
 */
public record GivenOption(Setting<?> setting, String name, List<String> values) {
    public GivenOption {
        values = List.copyOf(values);
    }

    /** The option alone: its values may be anything. */
    @Override
    public String toString() {
        return name;
    }
}
