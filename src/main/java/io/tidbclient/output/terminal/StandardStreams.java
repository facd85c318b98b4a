package io.tidbclient.output.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Which of the process's streams are terminals. {@code System.console()} is no criterion: from JDK 22 on it exists
 * without any, and it never covered standard error.
 */
public final class StandardStreams {
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final long PATIENCE_SECONDS = 2;

    private StandardStreams() {}

    /** Whether standard input is a terminal. */
    public static boolean inIsTerminal() {
        return isTerminal(IN);
    }

    /** Whether standard output is a terminal. */
    public static boolean outIsTerminal() {
        return isTerminal(OUT);
    }

    /** Whether standard error is a terminal. */
    public static boolean errIsTerminal() {
        return isTerminal(ERR);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            // Linux shows it without a process: /dev/pts/3, /dev/tty1, /dev/console, but pipe:[4711] and /dev/null.
            return isTerminalDevice(Files.readSymbolicLink(Path.of("/proc/self/fd", "" + descriptor))
                    .toString());
        } catch (IOException | UnsupportedOperationException notLinux) {
            return test(descriptor);
        }
    }

    static boolean isTerminalDevice(String path) {
        return path.startsWith("/dev/pts/") || path.startsWith("/dev/tty") || path.equals("/dev/console");
    }

    private static boolean test(int descriptor) {
        try {
            Process process = new ProcessBuilder("test", "-t", "" + descriptor)
                    .inheritIO()
                    .start();
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
