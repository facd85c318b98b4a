package io.tidbclient.sandbox.wire;

import java.io.IOException;

/** The client sent what no client may send; the connection ends with the reply it carries. */
public final class MalformedPacketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorReply reply;

    /** With the reply the client gets before the connection is closed. */
    public MalformedPacketException(ErrorReply reply) {
        super(reply.message());
        this.reply = reply;
    }

    /** The message for the client. */
    public ErrorReply reply() {
        return reply;
    }
}
