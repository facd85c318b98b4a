package io.tidbclient.importjob.run;

import io.tidbclient.engine.State.Step;

/** The states that the commands about import jobs have beside those of the check. */
public final class ImportStates {
    /** Sends a statement IMPORT INTO. */
    public static final Step STARTING_IMPORT_JOB = new Step("StartingImportJob");
    /** Asks the server to cancel an import job. */
    public static final Step CANCELLING_IMPORT_JOB = new Step("CancellingImportJob");
    /** Follows the requested import jobs. */
    public static final Step FOLLOWING_IMPORT_JOBS = new Step("FollowingImportJobs");

    private ImportStates() {}
}
