package io.tidbclient.importjob.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.importjob.ImportJob;

import java.time.Duration;

/** What is learned when import jobs are started, cancelled, or shown one by one. */
public sealed interface ImportEvent extends HandlerEvent {
    /** The server has accepted a statement, and this is its job. */
    record Started(ImportJob job) implements ImportEvent {}

    /** The server was asked to cancel a job, and has not answered yet. */
    record CancelAsked(long id) implements ImportEvent {}

    /**
     * The server answered that the job is cancelled.
     *
     * @param took from the question to the answer
     */
    record Cancelled(long id, Duration took) implements ImportEvent {}

    /** The answer to a cancellation was lost; the server may still cancel it. */
    record CancelUnanswered(long id, Failure failure) implements ImportEvent {}

    /** The server would not cancel a job. */
    record CancelRefused(long id, Failure failure) implements ImportEvent {}
}
