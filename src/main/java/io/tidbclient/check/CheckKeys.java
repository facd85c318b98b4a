package io.tidbclient.check;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Grants;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.JobsAnswer;

/** What the check's handlers leave to each other in a machine's context. */
public final class CheckKeys {
    /** What all connections of the run share; there from the start. */
    public static final StateContext.Key<CheckRun> RUN = new StateContext.Key<>("the run", CheckRun.class);
    /** The connection's number, from 0; there from the start. */
    public static final StateContext.Key<Integer> NUMBER =
            new StateContext.Key<>("the connection's number", Integer.class);
    /** Left by ParsingConfig. */
    public static final StateContext.Key<ConnectionSettings> SETTINGS =
            new StateContext.Key<>("the settings", ConnectionSettings.class);
    /** Left by Connecting. */
    public static final StateContext.Key<ServerLink> LINK = new StateContext.Key<>("the connection", ServerLink.class);
    /** Left by TestingConnection. */
    public static final StateContext.Key<ServerIdentity> IDENTITY =
            new StateContext.Key<>("the server's identity", ServerIdentity.class);
    /** Left by VerifyingDatabase, when there is one to verify. */
    public static final StateContext.Key<Grants> GRANTS = new StateContext.Key<>("the grants", Grants.class);
    /** Left by GettingVersion. */
    public static final StateContext.Key<ServerVersion> VERSION =
            new StateContext.Key<>("the server's version", ServerVersion.class);
    /** Left by CheckingImportJobs, when the server lists import jobs. */
    public static final StateContext.Key<JobsAnswer.Listed> JOBS =
            new StateContext.Key<>("the import jobs", JobsAnswer.Listed.class);

    private CheckKeys() {}
}
