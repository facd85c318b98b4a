package io.tidbclient.scenario.run;

import io.tidbclient.history.Values;

import java.util.Optional;

/** The text of a list: whole numbers with commas between them, and perhaps one before the first. */
final class ListElements {
    private ListElements() {}

    /** The elements; empty when the text is not a list of numbers. */
    static Optional<Values> parse(String text) {
        String list = text.strip();
        list = list.startsWith(",") ? list.substring(1) : list;
        if (list.isEmpty()) {
            return Optional.of(Values.none());
        }
        String[] parts = list.split(",", -1);
        long[] elements = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Optional<Long> element = number(parts[i].strip());
            if (element.isEmpty()) {
                return Optional.empty();
            }
            elements[i] = element.get();
        }
        return Optional.of(Values.of(elements));
    }

    /** A whole number of 64 bits. */
    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
