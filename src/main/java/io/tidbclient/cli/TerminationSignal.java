package io.tidbclient.cli;

import org.jline.utils.Signals;

/** The signals that end a process. */
enum TerminationSignal {
    /** The terminal was closed. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** What an orchestrator and {@code kill} send. */
    TERM(15);

    private final int number;

    TerminationSignal(int number) {
        this.number = number;
    }

    /** Its number on every POSIX system. */
    int number() {
        return number;
    }

    /** The exit code that a shell expects of a process that this signal ended. */
    int exitCode() {
        return 128 + number;
    }

    /** Replaces what happens when it arrives; a signal that the parent process ignores stays ignored. */
    void onArrival(Runnable action) {
        Signals.register(name(), action);
    }
}
