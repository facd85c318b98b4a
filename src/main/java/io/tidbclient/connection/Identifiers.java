package io.tidbclient.connection;

/** Puts names into SQL. */
public final class Identifiers {
    private Identifiers() {}

    /**
     * The name between backticks, its own backticks doubled: whatever is in it, it stays one name.
     *
     * @throws IllegalArgumentException when it is empty or has a NUL character in it, which no name may have
     */
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name must neither be empty nor contain a NUL character");
        }
        return '`' + name.replace("`", "``") + '`';
    }
}
