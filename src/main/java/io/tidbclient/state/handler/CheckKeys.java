package io.tidbclient.state.handler;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.state.StateContext.Key;

/** What the check's handlers leave to each other in a machine's context. */
public final class CheckKeys {
    /** What all connections of the run share; there from the start. */
    public static final Key<CheckRun> RUN = new Key<>("the run", CheckRun.class);
    /** The connection's number, from 0; there from the start. */
    public static final Key<Integer> NUMBER = new Key<>("the connection's number", Integer.class);
    /** Left by ParsingConfig. */
    static final Key<ConnectionSettings> SETTINGS = new Key<>("the settings", ConnectionSettings.class);
    /** Left by Connecting. */
    static final Key<ServerLink> LINK = new Key<>("the connection", ServerLink.class);
    /** Left by TestingConnection. */
    static final Key<ServerIdentity> IDENTITY = new Key<>("the server's identity", ServerIdentity.class);
    /** Left by GettingVersion. */
    static final Key<ServerVersion> VERSION = new Key<>("the server's version", ServerVersion.class);
    /** Left by CheckingImportJobs, when the server lists import jobs. */
    static final Key<JobsAnswer.Listed> JOBS = new Key<>("the import jobs", JobsAnswer.Listed.class);

    private CheckKeys() {}
}
