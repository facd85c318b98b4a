package io.tidbclient.serve.http;

/** Answers the requests for one path. Called on a virtual thread, so it may block. */
@FunctionalInterface
public interface Endpoint {
    /** The answer; one that throws is an internal error, answered with 500. */
    Answer answer(Request request);
}
