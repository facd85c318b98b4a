package io.tidbclient.yaml;

/**
 * A single value.
 *
 * @param text as it is after quotes and escapes; empty or a word such as {@code null} for nothing
 */
public record YamlScalar(YamlMark mark, Type type, String text) implements YamlNode {
    /** What a plain value is taken for, or its tag says. */
    public enum Type {
        NULL,
        BOOLEAN,
        /** A whole number, also with underscores, in base 60 or with a prefix for another base. */
        INTEGER,
        FLOAT,
        /** Quoted texts, words, dates. */
        TEXT
    }

    /** Whether nothing is given. */
    public boolean isNull() {
        return type == Type.NULL;
    }

    @Override
    public String kind() {
        return isNull() ? "nothing" : "a single value";
    }
}
