package io.tidbclient.output.imports;

/** The form in which a command lists import jobs. */
public enum ListingKind {
    /** A table, and nothing else as long as all is well. */
    LIST,
    /** A table of the groups that jobs were begun in. */
    GROUPS,
    /** Everything that is known of each job. */
    DETAILS,
    /** The ids, a line each, for scripts. */
    IDS,
    /** A table and a verdict. */
    OUTCOME;

    /** Whether it is the answer to a question, there in a moment, and no result of work. */
    boolean isAnswer() {
        return this == LIST || this == GROUPS || this == DETAILS;
    }
}
