package io.tidbclient.resilience;

/** The host is not there; may be tried again. */
final class Down extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Down(String message) {
        super(message);
    }
}
