package io.tidbclient.sandbox;

import io.tidbclient.sandbox.wire.ErrorReply;

/** A login is refused, with a reason. */
final class LoginRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorReply error;

    LoginRefused(ErrorReply error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ErrorReply error() {
        return error;
    }
}
