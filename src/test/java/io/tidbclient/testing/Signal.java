package io.tidbclient.testing;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    /** Sends it to a process. Skips the test where it would not arrive: what {@code nohup} starts ignores SIGHUP, and so do its children. */
    public void send(long pid) {
        Assumptions.assumeFalse(
                this == HUP && hangupIgnored(), "SIGHUP is ignored here, as under nohup; start the tests with setsid");
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

    private static boolean hangupIgnored() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> Long.parseUnsignedLong(
                                            line.substring(line.indexOf(':') + 1)
                                                    .strip(),
                                            16)
                                    % 2
                            == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
