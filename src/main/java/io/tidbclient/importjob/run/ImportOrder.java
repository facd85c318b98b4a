package io.tidbclient.importjob.run;

import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.statement.ImportStatement;

/** What a connection is to do to import jobs; put into its context before it begins. */
public sealed interface ImportOrder {
    /** Where the order to start one is kept. */
    StateContext.Key<Start> START = new StateContext.Key<>("the statement to start", Start.class);

    /** Where the order to cancel one is kept; a connection without it follows what the others do. */
    StateContext.Key<Cancel> CANCEL = new StateContext.Key<>("the job to cancel", Cancel.class);

    /**
     * Start one.
     *
     * @param statement what to send
     * @param attempt follows what becomes of it; has the job before anything else is done on this connection
     */
    record Start(ImportStatement statement, StartAttempt attempt) implements ImportOrder {}

    /**
     * Cancel one. The connection fails when the server will not.
     *
     * @param id of the job
     * @param attempts follows what becomes of it, and of the others that are cancelled
     */
    record Cancel(long id, CancelAttempts attempts) implements ImportOrder {}
}
