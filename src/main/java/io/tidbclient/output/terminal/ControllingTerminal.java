package io.tidbclient.output.terminal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The controlling terminal, {@code /dev/tty}, with {@code stty} for its modes.
 *
 * <p>Not JLine's terminal, for the reasons that {@link TerminalSize} has; not {@code tcsetattr}, which takes the foreign function
 * interface, a preview in Java 21.
 */
public final class ControllingTerminal implements TerminalInput {
    private static final long PATIENCE_SECONDS = 2;
    /** Behind the name in proc_pid_stat(5): state, ppid, pgrp, session, tty_nr, tpgid. */
    private static final int PGRP = 2;

    private static final int SESSION = 3;

    private static final int TPGID = 5;

    private Optional<InputStream> tty = Optional.empty();

    @Override
    public boolean isForeground() {
        try {
            String[] fields = stat();
            return fields[PGRP].equals(fields[TPGID]);
        } catch (IOException notLinux) {
            return ps();
        }
    }

    /**
     * Whether no shell can continue this process once it is stopped, since it leads its session: the first process of a
     * container, of a terminal window, of {@code ssh -t}. False where the system does not say.
     */
    public static boolean leadsItsSession() {
        try {
            return stat()[SESSION].equals("" + ProcessHandle.current().pid());
        } catch (IOException notLinux) {
            return false;
        }
    }

    private static String[] stat() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static boolean ps() {
        try {
            Process process = new ProcessBuilder(
                            "ps",
                            "-o",
                            "pgid=,tpgid=",
                            "-p",
                            "" + ProcessHandle.current().pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
                String[] groups = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" +", -1);
                return groups.length == 2 && groups[0].equals(groups[1]);
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

    @Override
    public Optional<String> modes() {
        return Stty.run(List.of("-g")).map(String::strip).filter(modes -> !modes.isEmpty());
    }

    @Override
    public boolean set(List<String> modes) {
        return Stty.run(modes).isPresent();
    }

    @Override
    public synchronized OptionalInt read() {
        try {
            if (tty.isEmpty()) {
                tty = Optional.of(new FileInputStream("/dev/tty"));
            }
            // In the background, input is for another process, and reading would stop this one.
            if (tty.get().available() == 0 || !isForeground()) {
                return OptionalInt.empty();
            }
            int read = tty.get().read();
            return read < 0 ? OptionalInt.empty() : OptionalInt.of(read);
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (tty.isPresent()) {
                tty.get().close();
            }
        } catch (IOException closed) {
            // Nothing was written to it.
        }
        tty = Optional.empty();
    }
}
