package io.tidbclient.serve.http;

import java.io.Serial;
import java.net.BindException;

/** The server cannot listen where it should. */
public final class ListenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ListenException(String address, Throwable cause) {
        super(sentence(address, cause), cause);
    }

    private static String sentence(String address, Throwable cause) {
        return cause instanceof BindException
                ? "Cannot listen on %s: %s. Choose another address or port with --listen."
                        .formatted(address, cause.getMessage())
                : "Cannot listen on %s: %s".formatted(address, cause.getMessage());
    }
}
