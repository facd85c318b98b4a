package io.tidbclient.output;

/** How much is printed during a run. */
public enum Verbosity {
    /** The verdict's one line, and nothing else. */
    QUIET,
    /** What a waiting user needs. */
    NORMAL,
    /** Every transition and every finding. */
    VERBOSE
}
