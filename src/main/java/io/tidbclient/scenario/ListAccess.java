package io.tidbclient.scenario;

/**
 * What a statement of a workload does to a list, so that the history of its transactions can be checked.
 *
 * @param kind whether it reads or appends
 * @param key which list
 */
public record ListAccess(Kind kind, Key key) {
    /** The value that an appending statement has for its element: a whole number, used once in a run. */
    public static final String ELEMENT = "element";

    /** What is done to a list. */
    public enum Kind {
        /** The first column of the answer's only row is the list; without a row, or with NULL, it is empty. */
        READS,
        /** The statement appends {@code :element}. */
        APPENDS;

        /** The key of the script that says so. */
        public String label() {
            return this == READS ? "reads" : "appends";
        }
    }

    /** The number of a list. */
    public sealed interface Key {}

    /** One list, at all times. */
    public record Fixed(long number) implements Key {}

    /** The list that a named value stands for. */
    public record Named(String name) implements Key {}
}
