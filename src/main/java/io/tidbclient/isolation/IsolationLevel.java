package io.tidbclient.isolation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The isolation levels of the SQL standard, weakest first. */
public enum IsolationLevel {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE;

    /** As SQL writes it: {@code READ COMMITTED}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** In a sentence: {@code read committed}. */
    public String words() {
        return sql().toLowerCase(Locale.ROOT);
    }

    /** On the command line: {@code read-committed}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The level of this {@linkplain #optionName() name on the command line}. */
    public static Optional<IsolationLevel> named(String optionName) {
        return Arrays.stream(values())
                .filter(level -> level.optionName().equals(optionName))
                .findFirst();
    }
}
