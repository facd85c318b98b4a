package io.tidbclient.engine;

import java.time.Duration;

/** A state took longer than its limit. */
final class StateTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateTimeoutException(State.Step step, Duration limit) {
        super(step.label() + " took longer than its limit of " + text(limit) + ".");
    }

    /** What to try next. */
    String hint() {
        return "The server or the network is slow, or the server hangs: check its load, or allow more time.";
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
