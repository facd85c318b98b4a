package io.tidbclient.check;

import io.tidbclient.engine.State.Step;

/** The states of the check. Their labels are what users see, in the output and for {@code --barrier}. */
public final class CheckStates {
    /** Names the connection and starts its clock. */
    public static final Step INITIAL = new Step("Initial");
    /** Turns what was asked for into one validated record. */
    public static final Step PARSING_CONFIG = new Step("ParsingConfig");
    /** Opens the connection, under the retry policy and the host's breaker. */
    public static final Step CONNECTING = new Step("Connecting");
    /** Does a round trip: which server answered, and with which TLS. */
    public static final Step TESTING_CONNECTION = new Step("TestingConnection");
    /** Sees whether the database exists and what the user may do there. */
    public static final Step VERIFYING_DATABASE = new Step("VerifyingDatabase");
    /** Finds out whether it is TiDB, and which release. */
    public static final Step GETTING_VERSION = new Step("GettingVersion");
    /** Counts the active import jobs. */
    public static final Step CHECKING_IMPORT_JOBS = new Step("CheckingImportJobs");
    /** Follows the active import jobs. */
    public static final Step SHOWING_IMPORT_JOB_DETAILS = new Step("ShowingImportJobDetails");

    private CheckStates() {}
}
