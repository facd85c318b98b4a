package io.tidbclient.cli;

import io.tidbclient.engine.Outcome;

/** The exit codes. Help and README print this table. */
public enum ExitCode {
    /** Everything asked for held. */
    OK(0, "success"),
    /** The work ran and something failed. */
    CHECK_FAILED(1, "the work ran, and a check failed, or several failed for different reasons"),
    /** A mistake in the command line or the configuration. */
    USAGE(2, "wrong usage or configuration; nothing was attempted"),
    /** No server answered. */
    UNREACHED(3, "no server reached: refused, unknown host, timed out, TLS failed"),
    /** The server turned the user away. */
    USER_REFUSED(4, "the server refused the user: wrong password, no privilege, unknown database"),
    /** The time allowed was not enough. */
    GAVE_UP(5, "gave up waiting"),
    /** A defect. */
    DEFECT(70, "internal error"),
    /** Ctrl-C. */
    INTERRUPTED(130, "interrupted (129: hangup, 143: terminated); everything was closed, results so far printed");

    private final int code;
    private final String meaning;

    private static final int HANGUP = 129;
    private static final int TERMINATED = 143;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that a process with this outcome ends with. */
    public static int of(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> OK.code;
            case FAILED -> CHECK_FAILED.code;
            case INVALID -> USAGE.code;
            case UNREACHABLE -> UNREACHED.code;
            case DENIED -> USER_REFUSED.code;
            case TIMED_OUT -> GAVE_UP.code;
            case INTERNAL_ERROR -> DEFECT.code;
            case HANGUP -> HANGUP;
            case INTERRUPTED -> INTERRUPTED.code;
            case TERMINATED -> TERMINATED;
        };
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }

    /** Its meaning, in one line. */
    public String meaning() {
        return meaning;
    }
}
