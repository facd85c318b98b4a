package io.tidbclient.output.terminal;

import java.io.PrintStream;

/** The terminal's bell: the character BEL of ECMA-48. Silent where there is no terminal. Safe for many threads. */
public final class Bell {
    private static final char BEL = '\u0007';

    private final PrintStream terminal;
    private final boolean audible;
    private boolean justRung;

    /**
     * @param terminal where it is printed to; stays open
     * @param audible whether that is a terminal
     */
    public Bell(PrintStream terminal, boolean audible) {
        this.terminal = terminal;
        this.audible = audible;
    }

    /** The bell of the terminal on standard error. */
    public static Bell onStandardError(PrintStream standardError) {
        return new Bell(standardError, StandardStreams.errIsTerminal());
    }

    /** Takes note of a poll, and rings when a job has ended in it. */
    public synchronized void polled(boolean ended) {
        justRung = ended;
        if (ended) {
            ring();
        }
    }

    /** Rings at the end of a run, unless the last poll has rung just before. */
    public synchronized void ended() {
        if (!justRung) {
            ring();
        }
    }

    private void ring() {
        if (audible) {
            terminal.print(BEL);
            terminal.flush();
        }
    }
}
