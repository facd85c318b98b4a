package io.tidbclient.state.handler;

import io.tidbclient.connection.Failure;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.state.Finding;

import java.time.Duration;

/** What is learned when import jobs are started, cancelled, or looked at one by one. */
public sealed interface ImportFinding extends Finding {
    /** The server has accepted a statement, and this is its job. */
    record Started(ImportJob job) implements ImportFinding {}

    /** The server was asked to cancel a job, and has not answered yet. */
    record CancelAsked(long id) implements ImportFinding {}

    /**
     * The server answered that the job is cancelled.
     *
     * @param took from the question to the answer
     */
    record Cancelled(long id, Duration took) implements ImportFinding {}

    /** The answer to a cancellation was lost; the server may go on cancelling. */
    record CancelUnanswered(long id, Failure failure) implements ImportFinding {}

    /** The server would not cancel a job. */
    record CancelRefused(long id, Failure failure) implements ImportFinding {}
}
