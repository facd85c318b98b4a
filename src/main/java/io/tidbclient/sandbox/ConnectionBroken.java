package io.tidbclient.sandbox;

import java.io.IOException;

/** The connection is to end here, and by no fault of the client's. */
final class ConnectionBroken extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionBroken(String why) {
        super(why);
    }
}
