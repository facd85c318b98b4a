package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.wire.ErrorReply;

/** A statement that ends with an error; the session continues. */
final class StatementException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorReply error;

    StatementException(ErrorReply error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ErrorReply error() {
        return error;
    }
}
