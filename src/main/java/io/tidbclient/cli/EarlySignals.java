package io.tidbclient.cli;

import org.jline.utils.Signals;

import java.util.List;

/**
 * What a signal does before a command {@linkplain Interrupts listens}: nothing was opened yet, so the process ends at once.
 * Left to Quarkus, its shutdown would run beside the command, which then misses the signal and works on.
 */
public final class EarlySignals {
    /** Those that end a process, by name, and their numbers. */
    private static final List<Fatal> FATAL = List.of(new Fatal("HUP", 1), new Fatal("INT", 2), new Fatal("TERM", 15));

    private EarlySignals() {}

    private record Fatal(String name, int number) {}

    /** Whether the process is being ended, by a signal that came before {@link #endTheProcess()}. */
    public static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** From now on each of them ends the process, with the exit code that a shell expects. Replaces Quarkus's handlers. */
    public static void endTheProcess() {
        FATAL.forEach(signal ->
                Signals.register(signal.name(), () -> Runtime.getRuntime().halt(128 + signal.number())));
    }

    /**
     * While {@code work} waits for somebody at the terminal, they end the process by way of the JVM's shutdown hooks, one of
     * which gives the terminal its echo back.
     */
    static void duringPrompt(Runnable work) {
        FATAL.forEach(signal ->
                Signals.register(signal.name(), () -> Runtime.getRuntime().exit(128 + signal.number())));
        try {
            work.run();
        } finally {
            endTheProcess();
        }
    }
}
