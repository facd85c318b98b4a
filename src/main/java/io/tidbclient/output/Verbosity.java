package io.tidbclient.output;

/** How much is printed during a run. */
public enum Verbosity {
    /** The verdict's one line, and nothing else. */
    QUIET,
    /** What somebody who waits wants to know. */
    NORMAL,
    /** Every transition and every finding. */
    VERBOSE
}
