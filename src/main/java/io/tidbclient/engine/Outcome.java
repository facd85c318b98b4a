package io.tidbclient.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a run ended. In the order of severity that a merge of several reports uses, the mildest first. */
public enum Outcome {
    /** Everything that was asked for. */
    SUCCESS,
    /** The work ran and something failed, or several things failed for different reasons. */
    FAILED,
    /** Wrong usage or configuration; nothing was attempted. */
    INVALID,
    /** No server was reached. */
    UNREACHABLE,
    /** The server denied access. */
    DENIED,
    /** A time limit was reached before the work was done. */
    TIMED_OUT,
    /** An internal error of this tool. */
    INTERNAL_ERROR,
    /** SIGHUP: the terminal is gone. */
    HANGUP,
    /** SIGINT: Ctrl-C. */
    INTERRUPTED,
    /** SIGTERM. */
    TERMINATED;

    /** What a signal makes of a run: 1 for SIGHUP, 15 for SIGTERM, any other for Ctrl-C. */
    public static Outcome ofSignal(int signal) {
        return switch (signal) {
            case 1 -> HANGUP;
            case 15 -> TERMINATED;
            default -> INTERRUPTED;
        };
    }

    /** The outcome with this {@link #label}; empty when none has it. */
    public static Optional<Outcome> labelled(String label) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.label().equals(label))
                .findFirst();
    }

    /** Its name in reports, such as {@code timed-out}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is {@link #SUCCESS}. */
    public boolean isSuccess() {
        return this == SUCCESS;
    }

    /** Whether a signal ended the run. */
    public boolean isInterrupted() {
        return this == HANGUP || this == INTERRUPTED || this == TERMINATED;
    }

    /** Whether the run ended before its work was done: by a signal or a time limit. */
    public boolean isStopped() {
        return this == TIMED_OUT || isInterrupted();
    }
}
