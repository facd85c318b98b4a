package io.tidbclient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** The signals that tests send; {@link Process} itself knows no more than TERM and KILL. */
public enum Signal {
    /** What the end of the terminal sends. */
    HUP,
    /** What Ctrl-C sends. */
    INT,
    /** What an orchestrator sends. */
    TERM,
    /** What Ctrl-Z sends: the process may stop in its own way. */
    TSTP,
    /** Freezes a process: its sockets stay open and nothing answers. */
    STOP,
    /** Lets a frozen process go on. */
    CONT;

    /** Sends it to a process. */
    public void send(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException("kill -" + name() + " " + pid + " hangs");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name(), e);
        }
    }
}
