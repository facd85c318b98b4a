package io.tidbclient.sql;

/** Puts names into SQL, and takes them out of it. */
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
        return enclose(name);
    }

    /** The same for any text, also for one that is no name. */
    public static String enclose(String text) {
        return '`' + text.replace("`", "``") + '`';
    }

    /** The name that a text stands for: between backticks, or as it is. */
    public static String unquote(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("`") && text.endsWith("`");
        return quoted ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }
}
